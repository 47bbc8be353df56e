package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.CaptureMode;
import io.fairlead.vmagent.envoy.EnvoyAdmin;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.launcher.Drain;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes this host out of the mesh without a failed request. */
@Command(
    name = "leave",
    description = {
      "Takes this host out of the mesh without a failed request: tells the control plane, lets",
      "requests finish, removes capture, ends Envoy. Starting the agent again takes it back in."
    },
    mixinStandardHelpOptions = true)
final class LeaveCommand implements Callable<Integer> {

  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(2);
  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "For the mesh to stop sending requests here; default ${DEFAULT-VALUE}.")
  private int grace = 3;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "For open connections to end; default ${DEFAULT-VALUE}.")
  private int drain = 10;

  @Option(names = "--forget", description = "Delete the identity too: to come back, join again.")
  private boolean forget;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AgentSettings settings = Objects.requireNonNull(main).settings();
    RuntimePaths paths = new RuntimePaths(settings.runtimeDirectory());
    EnvoyControl envoy = new EnvoyControl(paths, new EnvoyAdmin(paths.admin(), ADMIN_PATIENCE));
    if (envoy.look().answers()) {
      tellControlPlane(paths);
      pause(Duration.ofSeconds(grace));
      step("letting open connections finish");
      envoy.drain();
    }
    if (settings.capture().mode() == CaptureMode.REDIRECT) {
      step("removing capture");
      request(paths.removeRequest());
    }
    if (envoy.look().answers()) {
      Drain.of(envoy, Duration.ofSeconds(drain));
      step("ending Envoy");
      request(paths.stopRequest());
    }
    if (forget) {
      new IdentityStore(settings.stateDirectory()).forget();
      Files.deleteIfExists(paths.names());
      step("identity deleted");
    }
    step("this host has left the mesh");
    return 0;
  }

  /** An agent that does not run cannot tell, and need not: its streams have ended. */
  private void tellControlPlane(RuntimePaths paths) throws IOException, InterruptedException {
    step("telling the control plane");
    AtomicFiles.write(paths.leaveRequest(), "leave\n", "rw-r-----");
    if (!await(() -> Files.exists(paths.leftAnswer()), Duration.ofSeconds(5))) {
      step("the agent does not answer: going on without it");
    }
  }

  private void request(Path file) throws IOException, InterruptedException {
    AtomicFiles.write(file, "leave\n", "rw-r-----");
    if (!await(() -> !Files.exists(file), REQUEST_PATIENCE)) {
      throw new IOException(
          "nobody carried out the request "
              + file
              + ": check that the launcher or its systemd unit runs, then leave again");
    }
  }

  private static boolean await(BooleanSupplier done, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(BETWEEN_LOOKS);
    }
    return true;
  }

  private static void pause(Duration time) throws InterruptedException {
    // Nobody counts this down: it is a pause that an interrupt can end.
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void step(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}

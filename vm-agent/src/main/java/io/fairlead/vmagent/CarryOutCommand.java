package io.fairlead.vmagent;

import io.fairlead.vmagent.capture.CaptureCommand;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.envoy.EnvoyAdmin;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.launcher.CaptureOneShot;
import io.fairlead.vmagent.launcher.Drain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the units do for the agent: each carries out one request, with its own privilege. */
@Command(
    name = "carry-out",
    hidden = true,
    description = "Carries out a request of the agent; run by the units.",
    mixinStandardHelpOptions = true)
final class CarryOutCommand implements Callable<Integer> {

  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(2);

  @ParentCommand private @Nullable Main main;

  @Parameters(paramLabel = "REQUEST", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Request request;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "For open connections to end; default ${DEFAULT-VALUE}.")
  private int grace = 10;

  /** The requests that have a unit of their own. */
  enum Request {
    CAPTURE_APPLY("capture-apply"),
    CAPTURE_REMOVE("capture-remove"),
    ENVOY_DRAIN("envoy-drain");

    private final String word;

    Request(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    AgentSettings settings = Objects.requireNonNull(main).settings();
    RuntimePaths paths = new RuntimePaths(settings.runtimeDirectory());
    CaptureOneShot capture =
        new CaptureOneShot(paths, settings.dns().resolvConf(), CarryOutCommand::capture);
    return switch (Objects.requireNonNull(request)) {
      case CAPTURE_APPLY -> capture.apply() ? 0 : 1;
      case CAPTURE_REMOVE -> capture.remove() ? 0 : 1;
      case ENVOY_DRAIN -> drain(paths);
    };
  }

  private int drain(RuntimePaths paths) throws InterruptedException {
    EnvoyAdmin admin = new EnvoyAdmin(paths.admin(), ADMIN_PATIENCE);
    Drain.of(new EnvoyControl(paths, admin), Duration.ofSeconds(grace));
    return 0;
  }

  /** In this process: the unit has the privilege, and its time limit. */
  private static String capture(List<String> words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exitCode =
        new CommandLine(new CaptureCommand(new Commands()))
            .setOut(out)
            .setErr(out)
            .execute(words.toArray(String[]::new));
    return exitCode == 0 ? "" : said.toString().strip() + " (exit code " + exitCode + ")";
  }
}

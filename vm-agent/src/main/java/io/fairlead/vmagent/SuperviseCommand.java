package io.fairlead.vmagent;

import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.launcher.Launcher;
import io.fairlead.vmagent.launcher.Program;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs agent, Envoy and capture where no systemd does. */
@Command(
    name = "supervise",
    description = {
      "Runs agent, Envoy and capture where no systemd does (demo, containers).",
      "When told to stop it removes capture, drains Envoy and ends the agent."
    },
    mixinStandardHelpOptions = true)
final class SuperviseCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Option(
      names = "--inherit-output",
      description = "Children write to standard error instead of the log directory.")
  private boolean inheritOutput;

  @Override
  public Integer call() throws Exception {
    Main program = Objects.requireNonNull(main);
    Launcher launcher =
        new Launcher(
            program.settings(),
            Program.ofThisProcess(Main.class, program.configFile()),
            new Commands(),
            inheritOutput);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  launcher.stop();
                  Stopping.await(stopped);
                },
                "stop"));
    try {
      launcher.run();
    } finally {
      stopped.countDown();
    }
    return 0;
  }
}

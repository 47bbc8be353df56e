package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Keeps a host that has joined in the mesh, until it is told to stop. */
@Command(
    name = "run",
    description = "Keeps this host in the mesh; stopping it changes nothing for traffic.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() throws Exception {
    AgentSettings settings = Objects.requireNonNull(main).settings();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  Stopping.await(stopped);
                },
                "stop"));
    try (Agent agent = new Agent(settings)) {
      agent.start();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }
}

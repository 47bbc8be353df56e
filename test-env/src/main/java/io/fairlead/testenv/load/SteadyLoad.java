package io.fairlead.testenv.load;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.JavaPrograms;
import java.time.Duration;

/** A load that runs on a host for a set time, beside whatever is done to the mesh meanwhile. */
public final class SteadyLoad implements AutoCloseable {

  private static final Duration SLACK = Duration.ofSeconds(45);

  private final RunningProcess process;
  private final Duration length;
  private final int expected;

  private SteadyLoad(RunningProcess process, Duration length, int expected) {
    this.process = process;
    this.length = length;
    this.expected = expected;
  }

  /** Returns once the first request has been answered. */
  public static SteadyLoad start(Host from, String host, int port, int rate, Duration length) {
    RunningProcess process =
        from.start(
            "load-" + System.nanoTime(),
            User.APPLICATION,
            JavaPrograms.command(
                LoadMain.class,
                host,
                Integer.toString(port),
                Integer.toString(rate),
                Long.toString(length.toSeconds())));
    SteadyLoad load = new SteadyLoad(process, length, rate * (int) length.toSeconds());
    Waiting.until(
        "the first request of the load",
        Duration.ofSeconds(20),
        () -> process.log().contains("\n"));
    return load;
  }

  /** Ends it before its time; what was under way is waited for. It must still be running. */
  public LoadReport stop() {
    if (!process.isAlive()) {
      throw new TestEnvironmentException(
          "The load of %d s ended before what it was to last for".formatted(length.toSeconds()));
    }
    process.endWithin(SLACK);
    return LoadReport.parse(process.log());
  }

  /** Waits for its end; every request that was due must have been recorded. */
  public LoadReport report() {
    process.awaitExit(length.plus(SLACK));
    LoadReport report = LoadReport.parse(process.log());
    if (report.requests().size() != expected) {
      throw new TestEnvironmentException(
          "The load recorded %d of %d requests: %s"
              .formatted(report.requests().size(), expected, process.tail()));
    }
    return report;
  }

  @Override
  public void close() {
    process.close();
  }
}

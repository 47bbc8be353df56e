package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.List;

/** Asks a program on its host's own loopback whether it is ready. */
final class HttpProbe {

  private HttpProbe() {}

  static boolean answers(Host host, String url) {
    return host.run(User.ROOT, Duration.ofSeconds(5), command(url)).succeeded();
  }

  /** Waits for 200; a program that ends instead is a failure at once, with the end of its log. */
  static void await(Host host, String url, RunningProcess process, Duration limit) {
    try {
      Waiting.until(
          process.name() + " to be ready at " + url,
          limit,
          () -> !process.isAlive() || answers(host, url));
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException(e.getMessage() + "; its log ends:\n" + process.tail(), e);
    }
    if (!process.isAlive()) {
      throw new TestEnvironmentException(
          "%s ended instead of getting ready; its log ends:%n%s"
              .formatted(process.name(), process.tail()));
    }
  }

  private static List<String> command(String url) {
    return List.of("curl", "-sf", "-o", "/dev/null", "--noproxy", "*", "-m", "2", url);
  }
}

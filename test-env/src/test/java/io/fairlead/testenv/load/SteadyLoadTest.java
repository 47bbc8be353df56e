package io.fairlead.testenv.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.FreePorts;
import io.fairlead.testenv.hosts.LoopbackHost;
import io.fairlead.testenv.services.EchoService;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SteadyLoadTest {

  @TempDir Path directory;

  @Test
  void recordsEveryRequest() {
    LoopbackHost host = LoopbackHost.create("web", "127.0.0.1", directory);
    int port = FreePorts.on(host, 1).getFirst();
    try (EchoService echo = EchoService.http(host, "hello", port);
        SteadyLoad load =
            SteadyLoad.start(host, host.address(), echo.port(), 50, Duration.ofSeconds(2))) {
      LoadReport report = load.report();

      assertThat(report.failures()).isEmpty();
      assertThat(report.requests()).hasSize(100);
      assertThat(report.answeredBy()).containsEntry("hello", 100L).hasSize(1);
    }
  }

  @Test
  void recordsEveryFailure() {
    LoopbackHost host = LoopbackHost.create("web", "127.0.0.1", directory);
    int nobody = FreePorts.on(host, 1).getFirst();
    try (SteadyLoad load =
        SteadyLoad.start(host, host.address(), nobody, 20, Duration.ofSeconds(1))) {
      assertThat(load.report().failures()).hasSize(20);
    }
  }
}

package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsulWatchTest {

  @ParameterizedTest
  @CsvSource({"0, 7, 7", "7, 9, 9", "9, 7, 0", "0, 0, 1", "5, 5, 5"})
  void asksOnByConsulsRulesForTheIndex(long asked, long answered, long next) {
    assertThat(ConsulWatch.nextIndex(asked, answered)).isEqualTo(next);
  }

  @Test
  void backsOffWithJitterAndALimit() {
    Pause pause =
        new Pause(new CountDownLatch(1), RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    assertThat(pause.backoff(1).toMillis()).isBetween(100L, 200L);
    assertThat(pause.backoff(3).toMillis()).isBetween(400L, 800L);
    assertThat(pause.backoff(1000).toMillis()).isBetween(1500L, 3000L);
  }
}

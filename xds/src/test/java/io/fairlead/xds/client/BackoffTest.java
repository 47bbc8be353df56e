package io.fairlead.xds.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Cases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  @Test
  void triesAgainWithinASecondAndNeverWaitsLongerThanFive() {
    Cases.check(
        200,
        (random, seed) -> {
          assertThat(Backoff.STANDARD.delay(1, random))
              .isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
          assertThat(Backoff.STANDARD.delay(3, random))
              .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
          assertThat(Backoff.STANDARD.delay(Integer.MAX_VALUE, random))
              .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
        });
  }

  @Test
  void refusesABackoffThatShrinks() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("0 < first <= most");
  }
}

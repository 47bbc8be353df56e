package io.fairlead.controlplane.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {

  private long time;
  private long used;
  private final Pacing pacing = new Pacing(() -> time, () -> used);

  private Duration restAfter(Duration elapsed, Duration processor) {
    time += elapsed.toNanos();
    used += processor.toNanos();
    return pacing.rest();
  }

  @Test
  void aLoneChangeIsFollowedByNoRest() {
    assertThat(restAfter(Duration.ofSeconds(10), Duration.ofMillis(30))).isZero();
  }

  @Test
  void aFewChangesInARowAreNotHeldBack() {
    for (int push = 0; push < 10; push++) {
      assertThat(restAfter(Duration.ofMillis(10), Duration.ofMillis(20))).isZero();
    }
  }

  @Test
  void inTheLongRunHalfACoreIsUsed() {
    Duration rested = Duration.ZERO;
    for (int push = 0; push < 1000; push++) {
      Duration rest = restAfter(Duration.ofMillis(20), Duration.ofMillis(30));
      time += rest.toNanos();
      rested = rested.plus(rest);
    }
    Duration elapsed = Duration.ofMillis(20 * 1000).plus(rested);
    assertThat(Duration.ofMillis(30 * 1000).toMillis() * 1.0 / elapsed.toMillis())
        .isBetween(0.48, 0.52);
  }

  @Test
  void noRestIsLongerThanAnEighthOfASecond() {
    assertThat(restAfter(Duration.ofSeconds(10), Duration.ofSeconds(20)))
        .isEqualTo(Duration.ofMillis(120));
    assertThat(restAfter(Duration.ofMillis(120), Duration.ofMillis(5)).toMillis())
        .isBetween(1L, 20L);
  }
}

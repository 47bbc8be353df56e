package io.fairlead.vmagent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UptakeTest {

  private final AtomicLong now = new AtomicLong();
  private final Uptake uptake = new Uptake(Duration.ofSeconds(5), now::get);

  @Test
  void isOverOnceTheControlPlaneSaysSo() {
    assertThat(uptake.isOver(true)).isFalse();
    uptake.told();
    assertThat(uptake.isOver(true)).isTrue();
    assertThat(uptake.isOver(false)).as("what was told stays told").isTrue();
  }

  @Test
  void isWaitedForFromTheReportOnAndNotForLong() {
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(uptake.isOver(false)).isFalse();
    assertThat(uptake.isOver(true)).isFalse();
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(uptake.isOver(true)).isFalse();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(uptake.isOver(true)).isTrue();
  }
}

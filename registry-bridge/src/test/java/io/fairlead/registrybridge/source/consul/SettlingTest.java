package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SettlingTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isSettledTwoSecondsAfterTheLastAnswer() {
    Settling told = Settling.SETTLED.told(START).told(START.plusSeconds(1));
    assertThat(told.at(START.plusMillis(2_999)).isSettled()).isFalse();
    assertThat(told.at(START.plusSeconds(3)).isSettled()).isTrue();
  }

  @Test
  void waitsNoLongerThanTenSecondsForAnswersThatNeverStop() {
    Settling told = Settling.SETTLED;
    for (int second = 0; second < 10; second++) {
      told = told.told(START.plusSeconds(second)).at(START.plusSeconds(second));
    }
    assertThat(told.isSettled()).isFalse();
    assertThat(told.told(START.plusSeconds(10)).at(START.plusSeconds(10)).isSettled()).isTrue();
  }
}

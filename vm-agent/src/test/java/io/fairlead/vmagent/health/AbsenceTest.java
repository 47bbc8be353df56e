package io.fairlead.vmagent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AbsenceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Absence absence = new Absence(Duration.ofSeconds(60), 0);

  @Test
  void asksAgainEachMinuteInWhichEnvoyIsSilent() {
    assertThat(absence.isDue(false, true, 59 * SECOND)).isFalse();
    assertThat(absence.isDue(false, true, 60 * SECOND)).isTrue();
    assertThat(absence.isDue(false, true, 61 * SECOND)).isFalse();
    assertThat(absence.isDue(false, true, 120 * SECOND)).isTrue();
  }

  @Test
  void countsAnewOnceEnvoyHasAnswered() {
    assertThat(absence.isDue(true, true, 50 * SECOND)).isFalse();
    assertThat(absence.isDue(false, true, 70 * SECOND)).isFalse();
  }

  @Test
  void leavesAnEnvoyAloneThatIsAwayOnPurpose() {
    assertThat(absence.isDue(false, false, 600 * SECOND)).isFalse();
    assertThat(absence.isDue(false, true, 630 * SECOND)).isFalse();
  }
}

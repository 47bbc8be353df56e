package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotationScheduleTest {

  private static final Instant MADE = Instant.parse("2026-11-22T10:00:00Z");

  private final RotationSchedule schedule = new RotationSchedule(new Random(7));

  @Test
  void renewsAroundTheMiddleOfTheLife() {
    Instant expires = MADE.plus(Duration.ofHours(24));

    assertThat(Stream.generate(() -> schedule.renewAt(MADE, expires)).limit(200))
        .allSatisfy(
            at ->
                assertThat(at)
                    .isBetween(
                        MADE.plus(Duration.ofMinutes(648)), MADE.plus(Duration.ofMinutes(792))))
        .doesNotHaveDuplicates();
  }

  @Test
  void countsTheLifeOfOurCertificatesFromTheirMaking() {
    var clock = Authorities.clock();
    var key = PrivateKeys.generate().getPublic();
    var leaf = Authorities.authority(clock).sign(key, Authorities.WEB, Duration.ofMinutes(1));

    assertThat(schedule.renewAt(leaf)).isBetween(MADE.plusSeconds(27), MADE.plusSeconds(33));
  }

  @Test
  void waitsLongerAfterEachFailure() {
    Duration left = Duration.ofHours(12);

    assertThat(schedule.retryAfter(1, left)).isBetween(seconds(1), seconds(2));
    assertThat(schedule.retryAfter(4, left)).isBetween(seconds(8), seconds(9));
    assertThat(schedule.retryAfter(100, left)).isBetween(seconds(300), seconds(315));
  }

  @Test
  void hurriesWhenTheCertificateIsAboutToEnd() {
    assertThat(schedule.retryAfter(100, seconds(100))).isBetween(seconds(10), seconds(11));
    assertThat(schedule.retryAfter(100, Duration.ofHours(-1))).isBetween(seconds(1), seconds(2));
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}

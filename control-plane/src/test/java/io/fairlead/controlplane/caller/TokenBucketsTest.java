package io.fairlead.controlplane.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.FakeClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private final FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
  private final TokenBuckets buckets = new TokenBuckets(Duration.ofSeconds(1), 3, clock);

  private long taken(String caller, int attempts) {
    return IntStream.range(0, attempts).filter(i -> buckets.tryTake(caller)).count();
  }

  @Test
  void allowsABurstAndThenOneEachInterval() {
    assertThat(taken("a", 10)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken("a", 10)).isEqualTo(1);
    clock.advance(Duration.ofMillis(500));
    assertThat(taken("a", 10)).isZero();
  }

  @Test
  void fillsUpToTheBurstAndNoFurther() {
    taken("a", 3);
    clock.advance(Duration.ofHours(1));

    assertThat(taken("a", 10)).isEqualTo(3);
  }

  @Test
  void countsEachCallerAlone() {
    taken("a", 3);

    assertThat(buckets.isEmpty("a")).isTrue();
    assertThat(buckets.isEmpty("b")).isFalse();
    assertThat(taken("b", 10)).isEqualTo(3);
  }

  @Test
  void forgetsTheCallerSeenLongestAgoWhenThereAreTooMany() {
    taken("first", 3);
    IntStream.range(0, 10_000).forEach(i -> buckets.tryTake("caller" + i));

    assertThat(buckets.isEmpty("first")).isFalse();
  }
}

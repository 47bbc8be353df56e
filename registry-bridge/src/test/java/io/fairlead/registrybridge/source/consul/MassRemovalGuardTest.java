package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MassRemovalGuardTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final MassRemovalGuard GUARD = new MassRemovalGuard(Duration.ofSeconds(60));

  private static MassRemovalGuard.State quiet(int endpoints) {
    return GUARD.next(MassRemovalGuard.INITIAL, endpoints, true, NOON);
  }

  @Test
  void holdsTheLossOfMoreThanHalf() {
    MassRemovalGuard.State held = GUARD.next(quiet(20), 9, true, NOON);
    assertThat(held.isHolding()).isTrue();
    assertThat(held.until()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void letsHalfGo() {
    assertThat(GUARD.next(quiet(20), 10, true, NOON).isHolding()).isFalse();
  }

  @Test
  void letsFewEndpointsGo() {
    assertThat(GUARD.next(quiet(10), 0, true, NOON).isHolding()).isFalse();
  }

  @Test
  void believesALossThatLasts() {
    MassRemovalGuard.State held = GUARD.next(quiet(20), 0, true, NOON);
    assertThat(GUARD.next(held, 0, true, NOON.plusSeconds(59)).isHolding()).isTrue();
    assertThat(GUARD.next(held, 0, true, NOON.plusSeconds(60)).isHolding()).isFalse();
  }

  @Test
  void forgetsALossThatWasMended() {
    MassRemovalGuard.State held = GUARD.next(quiet(20), 0, true, NOON);
    MassRemovalGuard.State mended = GUARD.next(held, 20, true, NOON.plusSeconds(5));
    assertThat(mended).isEqualTo(quiet(20));
  }

  @Test
  void addsUpLossesUntilThingsAreQuiet() {
    MassRemovalGuard.State state = GUARD.next(quiet(20), 15, false, NOON);
    assertThat(GUARD.next(state, 9, false, NOON).isHolding()).isTrue();
    assertThat(GUARD.next(GUARD.next(state, 15, true, NOON), 9, true, NOON).isHolding()).isFalse();
  }

  @Test
  void holdsNothingWhereItIsTurnedOff() {
    MassRemovalGuard off = new MassRemovalGuard(Duration.ZERO);
    assertThat(off.next(quiet(100), 0, true, NOON).isHolding()).isFalse();
  }
}

package io.fairlead.vmagent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.vmagent.envoy.EnvoyState;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final EnvoyState UP = new EnvoyState(true, true, true);
  private static final CaptureOutcome ABSENT = new CaptureOutcome.Absent();
  private static final CaptureOutcome APPLIED = new CaptureOutcome.Applied();

  @Test
  void capturesOnlyOnceEnvoyListensAndNamesAreThere() {
    assertThat(
            new Readiness(new EnvoyState(true, true, false), true, ABSENT, false, false)
                .mayCapture())
        .isFalse();
    assertThat(new Readiness(UP, false, ABSENT, false, false).mayCapture()).isFalse();
    assertThat(new Readiness(UP, true, ABSENT, false, false).mayCapture()).isTrue();
    assertThat(new Readiness(UP, true, ABSENT, false, true).mayCapture()).as("leaving").isFalse();
  }

  @Test
  void isReadyOnceCapturedAndShownToCallers() {
    assertThat(new Readiness(UP, true, ABSENT, true, false).isReady()).isFalse();
    assertThat(new Readiness(UP, true, APPLIED, false, false).mayReport()).isTrue();
    assertThat(new Readiness(UP, true, APPLIED, false, false).isReady()).isFalse();
    assertThat(new Readiness(UP, true, APPLIED, true, false).isReady()).isTrue();
  }

  @Test
  void isNotReadyWhileEnvoyIsAwayThoughRulesStay() {
    assertThat(new Readiness(EnvoyState.ABSENT, true, APPLIED, true, false).isReady()).isFalse();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(Readiness.START.summary()).isEqualTo("waiting for Envoy to start");
    assertThat(
            new Readiness(UP, true, new CaptureOutcome.Failed("no iptables"), false, false)
                .summary())
        .isEqualTo("capture failed: no iptables");
    assertThat(new Readiness(UP, true, APPLIED, false, false).summary())
        .isEqualTo("waiting for the control plane to show this host");
  }

  @Test
  void readsBackWhatTheOneShotWrote() {
    CaptureResult failed = new CaptureResult("ab12", "two\nlines of reason");

    assertThat(CaptureResult.parse(failed.text()))
        .isEqualTo(new CaptureResult("ab12", "two lines of reason"));
    assertThat(CaptureResult.parse(new CaptureResult("ab12", "").text()).failure()).isEmpty();
    assertThat(CaptureResult.parse("gibberish").failure()).isNotEmpty();
  }
}

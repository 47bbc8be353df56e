package io.fairlead.vmagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunAsTest {

  @Test
  void dropsEveryGroupOfRoot() {
    assertThat(new RunAs.Other(900, 901, List.of()).wrap(List.of("envoy")))
        .containsExactly(
            "setpriv", "--reuid=900", "--regid=901", "--clear-groups", "--no-new-privs", "envoy");
  }

  @Test
  void keepsTheGroupThatIsShared() {
    assertThat(new RunAs.Other(800, 801, List.of(901)).wrap(List.of("agent")))
        .containsExactly(
            "setpriv", "--reuid=800", "--regid=801", "--groups=901", "--no-new-privs", "agent");
  }
}

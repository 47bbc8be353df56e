package io.fairlead.translation.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.policy.PeerAuthentication.Modes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerModesTest {

  private static final String ROOT = MeshSettings.STANDARD.rootNamespace();
  private static final Labels WEB = Labels.of("app", "web");
  private static final PeerModes.Subject SUBJECT = new PeerModes.Subject("demo", WEB, "root");

  @Test
  void plaintextIsTakenWhereItWasRefusedAndNowhereElse() {
    PeerModes modes =
        new PeerModes(MtlsMode.STRICT, Map.of(8080, MtlsMode.STRICT, 8081, MtlsMode.DISABLE));

    assertThat(modes.withPlaintext())
        .isEqualTo(
            new PeerModes(
                MtlsMode.PERMISSIVE, Map.of(8080, MtlsMode.PERMISSIVE, 8081, MtlsMode.DISABLE)));
  }

  @Test
  void withoutPolicyBothTransportsAreAccepted() {
    assertThat(PeerModes.of(List.of(), SUBJECT).workload()).isEqualTo(MtlsMode.PERMISSIVE);
  }

  @Test
  void selectorBeatsNamespaceBeatsMesh() {
    PeerAuthentication mesh = policy("root/a", Labels.NONE, Modes.of(MtlsMode.STRICT));
    PeerAuthentication namespace = policy("demo/b", Labels.NONE, Modes.of(MtlsMode.DISABLE));
    PeerAuthentication workload = policy("demo/c", WEB, Modes.of(MtlsMode.PERMISSIVE));

    assertThat(PeerModes.of(List.of(mesh), SUBJECT).workload()).isEqualTo(MtlsMode.STRICT);
    assertThat(PeerModes.of(List.of(mesh, namespace), SUBJECT).workload())
        .isEqualTo(MtlsMode.DISABLE);
    assertThat(PeerModes.of(List.of(mesh, namespace, workload), SUBJECT).workload())
        .isEqualTo(MtlsMode.PERMISSIVE);
  }

  @Test
  void whatTheNearerPolicyLeavesOpenComesFromTheFarther() {
    PeerAuthentication mesh = policy("root/a", Labels.NONE, Modes.of(MtlsMode.STRICT));
    PeerAuthentication ports = policy("demo/c", WEB, new Modes(Map.of(80, MtlsMode.DISABLE)));

    PeerModes modes = PeerModes.of(List.of(mesh, ports), SUBJECT);

    assertThat(modes.port(80)).isEqualTo(MtlsMode.DISABLE);
    assertThat(modes.port(81)).isEqualTo(MtlsMode.STRICT);
  }

  @Test
  void olderOfTwoCounts() {
    PeerAuthentication older =
        policy("demo/z", WEB, Modes.of(MtlsMode.STRICT), "2026-01-01T00:00:00Z");
    PeerAuthentication younger =
        policy("demo/a", WEB, Modes.of(MtlsMode.DISABLE), "2026-01-02T00:00:00Z");

    assertThat(PeerModes.of(List.of(younger, older), SUBJECT).workload())
        .isEqualTo(MtlsMode.STRICT);
  }

  @Test
  void ofTwoEquallyOldTheFirstByNameCounts() {
    PeerAuthentication first = policy("demo/a", WEB, Modes.of(MtlsMode.STRICT));
    PeerAuthentication second = policy("demo/b", WEB, Modes.of(MtlsMode.DISABLE));

    assertThat(PeerModes.of(List.of(second, first), SUBJECT).workload()).isEqualTo(MtlsMode.STRICT);
  }

  @Test
  void policiesOfOtherNamespacesAndLabelsDoNotCount() {
    PeerAuthentication elsewhere = policy("other/a", Labels.NONE, Modes.of(MtlsMode.STRICT));
    PeerAuthentication others = policy("demo/a", Labels.of("app", "db"), Modes.of(MtlsMode.STRICT));

    assertThat(PeerModes.of(List.of(elsewhere, others), SUBJECT).workload())
        .isEqualTo(MtlsMode.PERMISSIVE);
  }

  @Test
  void selectorInTheRootNamespaceSelectsNothing() {
    PeerAuthentication selecting = policy("root/a", WEB, Modes.of(MtlsMode.STRICT));
    PeerModes.Subject inRoot = new PeerModes.Subject("root", WEB, "root");

    assertThat(PeerModes.of(List.of(selecting), inRoot).workload()).isEqualTo(MtlsMode.PERMISSIVE);
  }

  @Test
  void portsOfPoliciesWithoutSelectorDoNotCount() {
    PeerAuthentication wide = policy("demo/a", Labels.NONE, new Modes(Map.of(80, MtlsMode.STRICT)));

    assertThat(PeerModes.of(List.of(wide), SUBJECT).port(80)).isEqualTo(MtlsMode.PERMISSIVE);
  }

  @Test
  void namesThePoliciesByWhichItHolds() {
    PeerAuthentication mesh = policy(ROOT + "/a", Labels.NONE, Modes.of(MtlsMode.STRICT));
    PeerAuthentication open = policy("demo/b", Labels.NONE, new Modes(Map.of()));
    PeerAuthentication ports = policy("demo/c", WEB, new Modes(Map.of(80, MtlsMode.DISABLE)));
    MeshState state = MeshState.empty(MeshSettings.STANDARD).with(mesh).with(open).with(ports);

    assertThat(PeerModes.policies(state, "demo", WEB)).containsExactly(ports, mesh);
    assertThat(PeerModes.policies(state, "demo", Labels.NONE)).containsExactly(mesh);
    assertThat(PeerModes.policies(state, ROOT, WEB)).containsExactly(mesh);
  }

  private static PeerAuthentication policy(String name, Labels selector, Modes modes) {
    return policy(name, selector, modes, "2026-01-01T00:00:00Z");
  }

  private static PeerAuthentication policy(
      String name, Labels selector, Modes modes, String created) {
    return new PeerAuthentication(
        ResourceName.parse(name), selector, modes, Instant.parse(created));
  }
}

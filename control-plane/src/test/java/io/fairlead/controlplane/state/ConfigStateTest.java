package io.fairlead.controlplane.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.service.Service;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigStateTest {

  private final ConfigState empty = ConfigState.empty(MeshSettings.STANDARD);

  private static IstioResource entry(String hosts, int port) {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: web, namespace: demo}
        spec:
          hosts: [%s]
          ports: [{number: %d, name: http, protocol: HTTP}]
          resolution: STATIC
          location: MESH_INTERNAL
          endpoints: [{address: 10.0.0.7}]
        """
            .formatted(hosts, port);
    var parsed = IstioYaml.read("web.yaml", yaml);
    assertThat(parsed.problems()).isEmpty();
    return parsed.values().getFirst();
  }

  private static ConfigChange changed(IstioResource resource) {
    return new ConfigChange(List.of(resource), List.of());
  }

  private static ConfigChange removed(IstioResource resource) {
    return new ConfigChange(List.of(), List.of(ResourceId.of(resource)));
  }

  private static List<String> hosts(ConfigState state) {
    return state.mesh().services().stream()
        .map(Service::host)
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private static int port(ConfigState state) {
    return state.mesh().services().iterator().next().ports().getFirst().number();
  }

  @Test
  void declaresOneServiceForEachHost() {
    assertThat(hosts(empty.with(0, changed(entry("a.demo, b.demo", 80)))))
        .containsExactly("a.demo", "b.demo");
  }

  @Test
  void removesAHostThatIsNoLongerDeclared() {
    ConfigState both = empty.with(0, changed(entry("a.demo, b.demo", 80)));
    assertThat(hosts(both.with(0, changed(entry("b.demo", 80))))).containsExactly("b.demo");
  }

  /** Whichever comes first: a source tells its resources in any order. */
  @Test
  void whoSeesWhatSaysNothingOfItFollowsFromTheMeshConfig() {
    IstioResource own =
        IstioYaml.read("mesh.yaml", "defaultServiceExportTo: [\".\"]\n").values().getFirst();
    ConfigState before = empty.with(0, changed(entry("a.demo", 80)));
    ConfigState after = before.with(0, changed(own));

    assertThat(isSeenElsewhere(before)).isTrue();
    assertThat(isSeenElsewhere(after)).isFalse();
    assertThat(isSeenElsewhere(after.with(0, removed(own)))).isTrue();
    assertThat(isSeenElsewhere(empty.with(0, changed(own)).with(0, changed(entry("a.demo", 80)))))
        .isFalse();
  }

  private static boolean isSeenElsewhere(ConfigState state) {
    return state.mesh().services().iterator().next().isVisibleIn("elsewhere");
  }

  @Test
  void theEarlierSourceHoldsAndTheLaterOneStepsInWhenItIsGone() {
    IstioResource first = entry("a.demo", 80);
    ConfigState both = empty.with(1, changed(entry("a.demo", 81))).with(0, changed(first));
    assertThat(port(both)).isEqualTo(80);
    assertThat(port(both.with(0, removed(first)))).isEqualTo(81);
  }

  @Test
  void keepsTheLastGoodDeclarationOfAResourceThatTurnsBad() {
    ConfigState good = empty.with(0, changed(entry("a.demo", 80)));
    ConfigState bad = good.with(0, changed(entry("a.demo", 99_999)));
    assertThat(port(bad)).isEqualTo(80);
    assertThat(bad.problems().values().iterator().next().getFirst().toString())
        .contains("web.yaml:")
        .contains("ports[0].number");
    assertThat(bad.with(0, changed(entry("a.demo", 82))).problems().isEmpty()).isTrue();
  }

  @Test
  void anEqualResourceChangesNothing() {
    ConfigState state = empty.with(0, changed(entry("a.demo", 80)));
    assertThat(state.with(0, changed(entry("a.demo", 80))).mesh()).isSameAs(state.mesh());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sidecar|{egress: [{hosts: ['./*']}]}",
        "DestinationRule|{host: a.demo}",
        "VirtualService|{hosts: [a.demo], http: [{route: [{destination: {host: b.demo}}]}]}"
      })
  void rulesOfTrafficComeAndGo(String kind, String spec) {
    String yaml =
        "apiVersion: networking.istio.io/v1\nkind: %s\nmetadata: {name: x, namespace: demo}\n"
                .formatted(kind)
            + "spec: "
            + spec;
    IstioResource resource = IstioYaml.read("rules.yaml", yaml).values().getFirst();
    ConfigState with = empty.with(0, changed(resource));
    assertThat(rules(with)).containsExactly("demo/x");
    assertThat(rules(with.with(0, removed(resource)))).isEmpty();
  }

  private static List<String> rules(ConfigState state) {
    TrafficRules rules = state.mesh().rules();
    return Stream.of(
            rules.egressScopes().keys(),
            rules.destinationRules().keys(),
            rules.virtualServices().keys())
        .flatMap(Collection::stream)
        .map(Object::toString)
        .toList();
  }
}

package io.fairlead.controlplane.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}

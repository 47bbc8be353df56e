package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a proxy is tells it apart only while some rule that it follows asks for it. */
class PlacesTest {

  private static final String WEB = "outbound|80||web.mesh";
  private static final String OTHER = "outbound|80||other.mesh";

  private final CountingCache cache = new CountingCache();
  private final Translator translator = new Translator(cache);
  private final MeshState mesh =
      MeshYaml.mesh(
          """
          services:
          - {host: web.mesh, ports: ["http:80/HTTP"], endpoints: [{address: 10.0.0.1, locality: eu}, {address: 10.0.0.2, locality: us}]}
          - {host: other.mesh, ports: ["http:80/HTTP"], endpoints: [{address: 10.0.0.1, locality: eu}, {address: 10.0.0.2, locality: us}]}
          """);

  @Test
  void proxiesAtAllPlacesAreOneWhereNobodyAsks() {
    assertThat(traits(mesh, "eu")).isEqualTo(traits(mesh, "us"));
    MeshState elsewhere = IstioRules.with(mesh, rule("other", "."));
    assertThat(traits(elsewhere, "eu")).isEqualTo(traits(elsewhere, "us"));
  }

  @Test
  void aRuleThatAsksTellsThemApartForItsHostOnly() {
    MeshState asking = IstioRules.with(mesh, rule("demo", "*"));
    assertThat(traits(asking, "eu")).isNotEqualTo(traits(asking, "us"));

    Outbound eu = translator.outbound(MeshView.of(asking), traits(asking, "eu"));
    cache.built();
    Outbound us = translator.next(eu, MeshView.of(asking), traits(asking, "us"));

    assertThat(cache.built()).containsExactly("ClusterLoadAssignment " + WEB);
    assertThat(us.resources().clusters()).isSameAs(eu.resources().clusters());
    assertThat(us.resources().endpoints().get(OTHER))
        .isSameAs(eu.resources().endpoints().get(OTHER));
    assertThat(us.resources().endpoints().get(WEB))
        .isNotEqualTo(eu.resources().endpoints().get(WEB));
  }

  @Test
  void aRuleThatTurnsTheirPlaceOffTellsNobodyApart() {
    MeshState off = IstioRules.with(mesh, policy("a", "localityLbSetting: {enabled: false}", ""));
    assertThat(traits(off, "eu")).isEqualTo(traits(off, "us"));
    MeshState unsaid = IstioRules.with(mesh, policy("a", "simple: RANDOM", ""));
    assertThat(traits(unsaid, "eu")).isNotEqualTo(traits(unsaid, "us"));
  }

  @Test
  void aSubsetMayTurnItOnAgain() {
    MeshState subset =
        IstioRules.with(
            mesh,
            policy(
                "a",
                "localityLbSetting: {enabled: false}",
                "subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]"));
    assertThat(traits(subset, "eu")).isNotEqualTo(traits(subset, "us"));
  }

  @Test
  void whatSeveralRulesSayTogetherIsTakenForAskingWhereOneMayAdd() {
    MeshState two =
        IstioRules.with(
            IstioRules.with(mesh, policy("a", "localityLbSetting: {enabled: false}", "")),
            policy("b", "simple: RANDOM", ""));
    assertThat(traits(two, "eu")).isNotEqualTo(traits(two, "us"));
    MeshState one = two.withoutDestinationRule(new ResourceName("demo", "b"));
    assertThat(traits(one, "eu")).isEqualTo(traits(one, "us"));
  }

  @Test
  void nodesTellCallersApartOnlyWhereARuleAsksForThem() {
    MeshState pods =
        mesh.with(pod("one", "192.168.0.1", "c/n1")).with(pod("two", "192.168.0.2", "c/n2"));
    assertThat(onNode(pods, "192.168.0.1")).isEqualTo(onNode(pods, "192.168.0.2"));
    MeshState zones = IstioRules.with(pods, nearest("topology.kubernetes.io/zone"));
    assertThat(onNode(zones, "192.168.0.1")).isEqualTo(onNode(zones, "192.168.0.2"));
    MeshState nodes = IstioRules.with(pods, nearest("kubernetes.io/hostname"));
    assertThat(onNode(nodes, "192.168.0.1")).isNotEqualTo(onNode(nodes, "192.168.0.2"));
    assertThat(onNode(nodes, "192.168.0.1").selection().vantage().node()).isEqualTo("c/n1");
  }

  /** Its address alone makes nobody a Pod. */
  @Test
  void aHostAndWhoIsAnotherAccountAreOnNoNode() {
    MeshState nodes =
        IstioRules.with(
            mesh.with(pod("one", "192.168.0.1", "c/n1")), nearest("kubernetes.io/hostname"));
    assertThat(onNode(nodes, "192.168.0.9").selection().vantage().node()).isEmpty();
    Proxy other =
        new Proxy(
            "sidecar~other",
            new Proxy.Identity("demo", "other"),
            List.of("192.168.0.1"),
            Labels.NONE,
            Placement.UNKNOWN,
            new Interception.Redirect());
    assertThat(ProxyTraits.of(nodes, other).selection().vantage().node()).isEmpty();
  }

  private static Workload pod(String name, String address, String node) {
    return new Workload(
        new ResourceName("demo", name),
        List.of(address),
        new Workload.Membership("", "client"),
        Labels.NONE,
        Placement.UNKNOWN.on(new Placement.Node(node, false)),
        Workload.Status.OF_POD);
  }

  private static String nearest(String label) {
    return policy("a", "localityLbSetting: {failoverPriority: [" + label + "]}", "");
  }

  private static ProxyTraits onNode(MeshState state, String address) {
    return ProxyTraits.of(
        state,
        new Proxy(
            "sidecar~" + address,
            new Proxy.Identity("demo", "client"),
            List.of(address),
            Labels.NONE,
            Placement.UNKNOWN,
            new Interception.Redirect()));
  }

  private static String policy(String name, String balancing, String subsets) {
    return """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: %s, namespace: demo}
    spec:
      host: web.mesh
      trafficPolicy: {outlierDetection: {}, loadBalancer: {%s}}
      %s
    """
        .formatted(name, balancing, subsets);
  }

  private static ProxyTraits traits(MeshState state, String region) {
    return ProxyTraits.of(
        state,
        new Proxy(
            "sidecar~" + region,
            new Proxy.Identity("demo", "client"),
            List.of("192.168.0.1"),
            Labels.NONE,
            new Placement("", Locality.parse(region)),
            new Interception.Redirect()));
  }

  private static String rule(String namespace, String exportTo) {
    return """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: web, namespace: %s}
    spec: {host: web.mesh, exportTo: ["%s"], trafficPolicy: {outlierDetection: {}}}
    """
        .formatted(namespace, exportTo);
  }
}

package io.fairlead.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorldTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: shop}
      spec: {clusterIP: 10.96.0.1, ports: [{name: http, port: 80}]}
      """;

  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: %1$s-1, namespace: shop, labels: {kubernetes.io/service-name: %1$s}}
      addressType: IPv4
      ports: [{name: http, port: 80}]
      endpoints: [{addresses: [%2$s], nodeName: node-a, targetRef: {kind: Pod, name: %1$s}}]
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s, namespace: shop, resourceVersion: "%3$s", labels: {app: %1$s}}
      spec: {nodeName: node-a, containers: []}
      status: {phase: Running, podIP: %2$s, conditions: [{type: Ready, status: "True"}]}
      """;

  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-a, labels: {topology.kubernetes.io/region: %s}}
      """;

  private static final String POLICY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: {name: tls, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
      spec:
        targetRefs: [{group: "", kind: Service, name: web}]
        validation: {hostname: web.example.com, wellKnownCACertificates: System}
      """;

  private final World world = new World("cluster.local", "fairlead-system");
  private long serial;

  private ClusterWatch watch(String cluster) {
    return new ClusterWatch(
        new ClusterAccess(cluster, "", List.of(), Config::empty),
        new ClusterWatch.Role(0, true, "fairlead-system", ""),
        serial++,
        new Inbox());
  }

  private ClusterWatch entered(String cluster) {
    ClusterWatch watch = watch(cluster);
    world.enter(watch);
    return watch;
  }

  private void put(ClusterWatch watch, String... objects) {
    world.put(new Manifests(watch.access().cluster()).news(watch, String.join("---\n", objects)));
  }

  private void web(ClusterWatch watch, String name, String address) {
    put(
        watch,
        SERVICE.formatted(name),
        SLICE.formatted(name, address),
        POD.formatted(name, address, "1"));
  }

  private static ResourceId service(String name) {
    return new ResourceId("Service", name(name));
  }

  private static List<String> addresses(ConfigChange change, String service) {
    return change.declared().containsKey(service(service))
        ? endpoints(change, service).stream().map(Endpoint::address).toList()
        : List.of("none");
  }

  private static List<Endpoint> endpoints(ConfigChange change, String service) {
    return change.declared().get(service(service)) instanceof Declaration.Services(var services)
        ? services.getFirst().discovery().endpoints()
        : List.of();
  }

  @Test
  void aClusterCountsFromTheMomentThatItHasToldEverything() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    assertThat(world.change().isEmpty()).isTrue();
    world.complete(east);
    assertThat(addresses(world.change(), "web")).containsExactly("10.0.0.1");
  }

  @Test
  void aSliceThatChangesIsOneService() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    web(east, "other", "10.0.0.2");
    world.complete(east);
    world.change();
    put(east, SLICE.formatted("web", "10.0.0.3"));
    ConfigChange change = world.change();
    assertThat(change.declared()).containsOnlyKeys(service("web"));
    assertThat(change.removed()).isEmpty();
  }

  @Test
  void aServiceStandsBetweenNetworksAsLongAsItsClusterIsThere() {
    String gateway =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: gate, namespace: shop, labels: {topology.istio.io/network: %s}}
        spec: {clusterIP: 10.96.0.9, ports: [{name: tls, port: 15443}], externalIPs: [192.0.2.1]}
        """;
    ResourceId entrance = new ResourceId("Service between networks", name("gate@east"));
    ClusterWatch east = entered("east");
    put(east, gateway.formatted("n1"));
    world.complete(east);
    assertThat(world.change().declared()).containsKey(entrance);
    put(east, gateway.formatted("''"));
    assertThat(world.change().removed()).contains(entrance);
    put(east, gateway.formatted("n1"));
    world.change();
    assertThat(world.leave("east").removed()).contains(entrance);
  }

  private static ResourceName name(String name) {
    return new ResourceName("shop", name);
  }

  @Test
  void whatTheMeshDoesNotNeedOfAPodChangesNothing() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    world.complete(east);
    world.change();
    put(east, POD.formatted("web", "10.0.0.1", "2"));
    assertThat(world.change().isEmpty()).isTrue();
  }

  /** Its proxy must know what it serves before the first caller is told of it. */
  @Test
  void aPodWithAProxyServesItsServiceBeforeItIsReady() {
    ClusterWatch east = entered("east");
    world.complete(east);
    String unready = SLICE.replace("nodeName", "conditions: {ready: false}, nodeName");
    put(east, SERVICE.formatted("web"), unready.formatted("web", "10.0.0.1"));
    put(east, POD.formatted("web", "10.0.0.1", "1"));
    assertThat(endpoints(world.change(), "web")).isEmpty();
    String proxied = POD.replace("labels: {", "labels: {security.istio.io/tlsMode: istio, ");
    put(east, proxied.formatted("web", "10.0.0.1", "2"));
    assertThat(endpoints(world.change(), "web"))
        .singleElement()
        .matches(endpoint -> !endpoint.isCalled());
    put(east, SLICE.formatted("web", "10.0.0.1"));
    assertThat(endpoints(world.change(), "web")).singleElement().matches(Endpoint::isCalled);
  }

  @Test
  void anEndpointWaitsForItsPod() {
    ClusterWatch east = entered("east");
    world.complete(east);
    put(east, SERVICE.formatted("web"), SLICE.formatted("web", "10.0.0.1"));
    assertThat(addresses(world.change(), "web")).isEmpty();
    put(east, POD.formatted("web", "10.0.0.1", "1"));
    assertThat(addresses(world.change(), "web")).containsExactly("10.0.0.1");
  }

  @Test
  void aNodeThatMovesTakesItsServicesWithIt() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    put(east, SERVICE.formatted("elsewhere"), NODE.formatted("eu"));
    world.complete(east);
    world.change();
    put(east, NODE.formatted("us"));
    assertThat(world.change().declared().keySet())
        .containsExactlyInAnyOrder(
            service("web"), new ResourceId("Pod", new ResourceName("shop", "web@east")));
  }

  @Test
  void aClusterThatIsLeftTakesWhatWasItsOwn() {
    ClusterWatch east = entered("east");
    ClusterWatch west = entered("west");
    web(east, "web", "10.0.0.1");
    web(west, "web", "10.0.0.2");
    web(west, "only", "10.0.0.3");
    world.complete(east);
    world.complete(west);
    assertThat(addresses(world.change(), "web")).containsExactly("10.0.0.1", "10.0.0.2");
    ConfigChange change = world.leave("west");
    assertThat(addresses(change, "web")).containsExactly("10.0.0.1");
    assertThat(change.removed()).contains(service("only"));
    assertThat(change.removed())
        .noneMatch(id -> id.name().name().endsWith("@east") || id.equals(service("web")));
  }

  @Test
  void aClusterThatIsReachedOtherwiseTakesNothingAway() {
    ClusterWatch before = entered("east");
    web(before, "web", "10.0.0.1");
    web(before, "gone", "10.0.0.2");
    world.complete(before);
    world.change();
    ClusterWatch now = entered("east");
    web(now, "web", "10.0.0.1");
    assertThat(world.change().isEmpty()).isTrue();
    world.complete(now);
    ConfigChange change = world.change();
    assertThat(addresses(change, "web")).containsExactly("10.0.0.1");
    assertThat(change.removed())
        .contains(service("gone"))
        .doesNotContain(
            service("web"), new ResourceId("Pod", new ResourceName("shop", "web@east")));
  }

  @Test
  void aServiceThatLikesItsZoneIsCalledThereUnlessARuleOfSomebodySaysOtherwise() {
    ClusterWatch east = entered("east");
    put(
        east,
        SERVICE.formatted("web").replace("spec: {", "spec: {trafficDistribution: PreferClose, "));
    world.complete(east);
    IstioResource rule = world.change().changed().iterator().next();
    assertThat(rule.name())
        .isEqualTo(new ResourceName("fairlead-system", "traffic-distribution-web.shop"));
    var read = ResourceReader.read(rule);
    assertThat(read.problems()).isEmpty();
    assertThat(read.values().getFirst())
        .isInstanceOfSatisfying(
            Declaration.Calls.class,
            calls -> assertThat(calls.rule().calling().asksForPlace()).isTrue());
    put(east, SERVICE.formatted("web"));
    assertThat(world.change().removed())
        .containsExactly(new ResourceId("DestinationRule", rule.name()));
  }

  /** Callers in the namespace of the rule would follow it, and speak no TLS. */
  @Test
  void noOtherRuleStandsBesideThatOfAPolicyForTls() {
    ClusterWatch east = entered("east");
    put(
        east,
        SERVICE.formatted("web").replace("spec: {", "spec: {trafficDistribution: PreferClose, "));
    world.complete(east);
    assertThat(world.change().changed())
        .extracting(rule -> rule.name().toString())
        .containsExactly("fairlead-system/traffic-distribution-web.shop");
    put(east, POLICY);
    ConfigChange spoken = world.change();
    assertThat(spoken.changed())
        .extracting(rule -> rule.name().toString())
        .containsExactly("shop/gateway-api-tls-web");
    assertThat(spoken.removed())
        .extracting(gone -> gone.name().toString())
        .containsExactly("fairlead-system/traffic-distribution-web.shop");
    put(east, POLICY.replace("name: web}", "name: another}"));
    assertThat(world.change().changed())
        .extracting(rule -> rule.name().toString())
        .contains("fairlead-system/traffic-distribution-web.shop");
  }

  @Test
  void aServiceOfOneNodeIsCalledFromThereOnly() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    put(east, SERVICE.formatted("web").replace("spec: {", "spec: {internalTrafficPolicy: Local, "));
    world.complete(east);
    ConfigChange change = world.change();
    assertThat(endpoints(change, "web"))
        .extracting(endpoint -> endpoint.placement().node())
        .containsExactly(new Placement.Node("east/node-a", true));
    assertThat(change.changed().iterator().next().spec().toString())
        .contains("failover_priority: \"kubernetes.io/hostname\"")
        .doesNotContain("zone");
  }

  @Test
  void aServiceThatLikesItsNodeIsCalledFromElsewhereToo() {
    ClusterWatch east = entered("east");
    web(east, "web", "10.0.0.1");
    put(
        east,
        SERVICE
            .formatted("web")
            .replace("spec: {", "spec: {trafficDistribution: PreferSameNode, "));
    world.complete(east);
    ConfigChange change = world.change();
    assertThat(endpoints(change, "web"))
        .extracting(endpoint -> endpoint.placement().node())
        .containsExactly(new Placement.Node("east/node-a", false));
    assertThat(change.changed().iterator().next().spec().toString())
        .contains("zone\"", "\"kubernetes.io/hostname\"");
  }

  @Test
  void whatAForgottenClusterStillTellsIsNotHeard() {
    ClusterWatch east = entered("east");
    world.complete(east);
    world.leave("east");
    world.put(
        Map.of(
            new Inbox.Place(east, ClusterObject.Key.of("Service", "shop", "web")),
            Optional.empty()));
    assertThat(world.change().isEmpty()).isTrue();
  }
}

package io.fairlead.controlplane.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.policy.ZoneBalancing;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which types a change touches, seen by which maps of an offer are other objects than before. */
class FleetTest {

  private final Fleet fleet =
      new Fleet(
          new Translator(new BoundedResourceCache(1 << 20)),
          MeshState.empty(MeshSettings.STANDARD),
          () -> Credentials.NONE,
          Snapshot.EMPTY);
  private final List<ConnectedProxy> connected = new ArrayList<>();
  private final RecordingStream one = connect(1, "one");
  private final RecordingStream two = connect(2, "two");
  private MeshState mesh = MeshState.empty(MeshSettings.STANDARD);

  private RecordingStream connect(long id, String namespace) {
    return connect(id, namespace, Labels.NONE);
  }

  private RecordingStream connect(long id, String namespace, Labels labels) {
    RecordingStream stream = new RecordingStream(id);
    Proxy proxy =
        new Proxy(
            "node" + id,
            new Proxy.Identity(namespace, "web"),
            List.of("10.9.0." + id),
            labels,
            Placement.UNKNOWN,
            new Interception.Redirect());
    connected.add(new ConnectedProxy(stream, proxy, Instant.EPOCH));
    return stream;
  }

  @BeforeEach
  void everybodyHasAMesh() {
    bring(mesh.with(service("web", Resolution.STATIC, "*", "10.0.0.1")));
  }

  private void bring(MeshState next) {
    mesh = next;
    fleet.bring(next, connected);
  }

  private static Service service(
      String name, Resolution resolution, String exportTo, String... addresses) {
    return new Service(
        new ResourceName("one", name),
        ServiceHost.parse(name + ".mesh"),
        List.of(),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        new Discovery(
            resolution,
            false,
            Stream.of(addresses).map(Endpoint::at).toList(),
            Labels.NONE,
            List.of()),
        List.of(exportTo));
  }

  private static Workload owner(String address, String account, boolean isCaptured) {
    return new Workload(
        new ResourceName("one", "host"),
        List.of(address),
        new Workload.Membership("group", account),
        Labels.NONE,
        Placement.UNKNOWN,
        new Workload.Status(
            Instant.EPOCH, isCaptured ? Workload.Capture.IN_PLACE : Workload.Capture.NONE));
  }

  /** The types whose maps are not the same objects in the two newest offers. */
  private static List<ResourceType> touched(RecordingStream stream) {
    Snapshot before = stream.offers().get(stream.offers().size() - 2);
    Snapshot after = stream.offers().getLast();
    return Stream.of(
            ResourceType.CLUSTER,
            ResourceType.ENDPOINT,
            ResourceType.LISTENER,
            ResourceType.ROUTE,
            ResourceType.NAME_TABLE)
        .filter(type -> before.resources(type) != after.resources(type))
        .toList();
  }

  /** What asks is made of Services by their source, and lies in the mesh's own namespace. */
  @Test
  void nodesMakeShapesOnlyWhereAServiceAsksForThem() {
    for (int pod = 11; pod < 31; pod++) {
      connect(pod, "one");
      mesh = mesh.with(pod("10.9.0." + pod, "c/n" + pod % 4));
    }
    bring(mesh);
    assertThat(fleet.shapes()).isEqualTo(2);
    bring(mesh.with(byNode()));
    // Four nodes, and those of each namespace that are on none.
    assertThat(fleet.shapes()).isEqualTo(6);
  }

  private static Workload pod(String address, String node) {
    return new Workload(
        new ResourceName("one", "pod-" + address),
        List.of(address),
        new Workload.Membership("", "web"),
        Labels.NONE,
        Placement.UNKNOWN.on(new Placement.Node(node, false)),
        Workload.Status.OF_POD);
  }

  private static DestinationRule byNode() {
    return ResourceReader.read(
                    IstioYaml.read(
                            "test",
                            """
                        apiVersion: networking.istio.io/v1
                        kind: DestinationRule
                        metadata: {name: near, namespace: fairlead-system}
                        spec:
                          host: web.mesh
                          trafficPolicy:
                            outlierDetection: {}
                            loadBalancer:
                              localityLbSetting: {failoverPriority: [kubernetes.io/hostname]}
                        """)
                        .values()
                        .getFirst())
                .values()
                .getFirst()
            instanceof Declaration.Calls(DestinationRule rule)
        ? rule
        : fail("no rule");
  }

  /** Who tells resources what proxies took looks for it in his own time. */
  @Test
  void aPushAsksNoProxyWhatItTook() {
    bring(mesh.with(service("api", Resolution.STATIC, "*", "10.0.0.1")));
    bring(mesh.with(service("api", Resolution.STATIC, "*", "10.0.0.2")));
    assertThat(one.questions()).hasValue(0);
    Standing.of(connected.getFirst(), fleet.served().values().iterator().next());
    assertThat(one.questions()).hasValue(1);
  }

  @Test
  void anEndpointTouchesEndpointsOnly() {
    bring(mesh.with(service("web", Resolution.STATIC, "*", "10.0.0.1", "10.0.0.2")));
    assertThat(touched(one)).containsExactly(ResourceType.ENDPOINT);
    assertThat(touched(two)).containsExactly(ResourceType.ENDPOINT);
  }

  @Test
  void aSidecarThatSaysWhatIsServedTouchesTheHostsOwnPartInItsNamespace() {
    int offers = two.offers().size();
    bring(
        mesh.with(
            new EgressScope(
                new ResourceName("one", "scope"),
                Labels.NONE,
                List.of(),
                Setting.unset(),
                new Ingress(
                    List.of(
                        new Ingress.IngressListener(
                            new Ingress.IngressPort(8080, Protocol.HTTP, "", Capture.AS_HOST),
                            new Ingress.Application.At("127.0.0.1", 80),
                            Setting.unset(),
                            Setting.unset())),
                    Setting.unset(),
                    Limits.NONE),
                Instant.EPOCH)));
    assertThat(touched(one)).containsExactly(ResourceType.CLUSTER, ResourceType.LISTENER);
    assertThat(two.offers()).hasSize(offers);
  }

  @Test
  void anEndpointThatBringsAnotherIdentityTouchesItsClusterToo() {
    bring(mesh.with(owner("10.0.0.1", "alice", true)));
    assertThat(touched(one)).containsExactly(ResourceType.CLUSTER, ResourceType.ENDPOINT);
    bring(mesh.with(owner("10.0.0.1", "alice", false)));
    assertThat(touched(one)).containsExactly(ResourceType.ENDPOINT);
  }

  @Test
  void anEndpointOfADnsClusterTouchesItsClusterOnly() {
    bring(mesh.with(service("far", Resolution.DNS, "*", "a.example.com")));
    bring(mesh.with(service("far", Resolution.DNS, "*", "b.example.com")));
    assertThat(touched(one)).containsExactly(ResourceType.CLUSTER);
  }

  @Test
  void aHostHearsThatItIsShownWithThePushThatShowsIt() {
    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.2")));
    bring(mesh.with(owner("10.9.0.2", "alice", false)));
    assertThat(isToldShown(two)).isFalse();
    bring(mesh.with(owner("10.9.0.2", "alice", true)));
    assertThat(isToldShown(two)).isTrue();
    assertThat(isToldShown(one)).as("another host").isFalse();
    assertThat(touched(one)).as("a caller").containsExactly(ResourceType.ENDPOINT);
    bring(mesh.with(owner("10.9.0.2", "alice", false)));
    assertThat(isToldShown(two)).isFalse();
  }

  private static boolean isToldShown(RecordingStream stream) {
    return !stream.offers().getLast().resources(ResourceType.UPTAKE).isEmpty();
  }

  @Test
  void whoKeepsZonesIsToldWhoServesBesideIt() {
    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.1", "10.9.0.2", "10.9.0.7")));
    bring(mesh.with(rule("web.mesh", zones())));
    assertThat(kin(one)).contains("10.9.0.1", "10.9.0.2", "10.9.0.7");
    assertThat(kin(two)).as("the rule is for all").isEqualTo(kin(one));
    int offers = one.offers().size();

    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.1", "10.9.0.2", "10.9.0.8")));
    assertThat(kin(one)).contains("10.9.0.8").doesNotContain("10.9.0.7");
    assertThat(one.offers().getLast().resources(ResourceType.ENDPOINT).get("local_cluster"))
        .isSameAs(two.offers().getLast().resources(ResourceType.ENDPOINT).get("local_cluster"));
    assertThat(touched(one)).containsExactly(ResourceType.ENDPOINT);
    assertThat(one.offers()).hasSize(offers + 1);

    bring(mesh.without(service("own", Resolution.STATIC, "*").key()));
    assertThat(kin(one)).as("nobody, in so many words").doesNotContain("10.9.0").isNotEmpty();
  }

  @Test
  void whoKeepsNoZonesSharesAllEndpoints() {
    RecordingStream beside = connect(3, "one");
    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.1", "10.9.0.3")));
    assertThat(one.offers().getLast().resources(ResourceType.ENDPOINT))
        .isSameAs(beside.offers().getLast().resources(ResourceType.ENDPOINT));
    assertThat(kin(one)).isEmpty();
  }

  private static PolicyBlocks zones() {
    return new PolicyBlocks(
        Setting.unset(),
        Setting.unset(),
        Setting.of(
            new LoadBalancing(
                new LoadBalancing.Algorithm.RoundRobin(),
                Setting.unset(),
                Setting.of(new ZoneBalancing(true, List.of(), List.of(), Setting.unset())))),
        Setting.unset());
  }

  /** What a proxy was told of its own kind, as the bytes have it; empty: nothing. */
  private static String kin(RecordingStream stream) {
    Resource kin = stream.offers().getLast().resources(ResourceType.ENDPOINT).get("local_cluster");
    return kin == null ? "" : kin.value().toStringUtf8();
  }

  @Test
  void aNewHttpServiceOnASharedPortTouchesNoListener() {
    bring(mesh.with(service("new", Resolution.STATIC, "*", "10.0.0.3")));
    assertThat(touched(one))
        .containsExactly(
            ResourceType.CLUSTER,
            ResourceType.ENDPOINT,
            ResourceType.ROUTE,
            ResourceType.NAME_TABLE);
  }

  @Test
  void whatAProxyDoesNotSeeDoesNotReachIt() {
    int offers = two.offers().size();
    bring(mesh.with(service("mine", Resolution.STATIC, ".", "10.0.0.4")));
    assertThat(two.offers()).hasSize(offers);
    assertThat(one.offers()).hasSize(offers + 1);
  }

  @Test
  void onlyTheHostThatServesAPortGetsItsListener() {
    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.2")));
    assertThat(touched(two)).contains(ResourceType.LISTENER);
    assertThat(touched(one)).doesNotContain(ResourceType.LISTENER);
    assertThat(two.offers().getLast().resources(ResourceType.CLUSTER).containsKey("inbound|80||"))
        .isTrue();
    bring(mesh.without(service("own", Resolution.STATIC, "*").key()));
    assertThat(two.offers().getLast().resources(ResourceType.CLUSTER).containsKey("inbound|80||"))
        .isFalse();
  }

  @Test
  void aPolicyTouchesTheHostsThatItRules() {
    int offers = one.offers().size();
    PeerAuthentication strict =
        new PeerAuthentication(
            new ResourceName("two", "strict"),
            Labels.NONE,
            PeerAuthentication.Modes.of(MtlsMode.STRICT),
            Instant.EPOCH);
    bring(mesh.with(strict));
    assertThat(touched(two)).containsExactly(ResourceType.LISTENER);
    assertThat(one.offers()).hasSize(offers);
  }

  @Test
  void aPolicyOfAccessTouchesTheListenersOfItsNamespaceOnly() {
    AccessPolicy nobody =
        new AccessPolicy(
            new ResourceName("one", "nobody"),
            Labels.NONE,
            AccessPolicy.Action.ALLOW,
            false,
            List.of());
    int offers = two.offers().size();
    bring(mesh.with(nobody));
    assertThat(touched(one)).containsExactly(ResourceType.LISTENER);
    assertThat(two.offers()).hasSize(offers);
  }

  @Test
  void aRuleOfCallingTouchesTheClusterOfItsHostOnly() {
    bring(mesh.with(service("other", Resolution.STATIC, "*", "10.0.0.5")));
    bring(mesh.with(rule("web.mesh", Labels.NONE)));
    assertThat(touched(one)).containsExactly(ResourceType.CLUSTER);
    assertThat(changedClusters(one)).containsExactly("outbound|80||web.mesh");
    assertThat(touched(two)).containsExactly(ResourceType.CLUSTER);
  }

  @Test
  void aRuleOfCallingTouchesWhoServesItsHost() {
    bring(mesh.with(service("own", Resolution.STATIC, "*", "10.9.0.1")));
    bring(mesh.with(rule("*.mesh", limited())));
    assertThat(changedClusters(one)).contains("inbound|80||");
    assertThat(changedClusters(two)).doesNotContain("inbound|80||");
    bring(mesh.withoutDestinationRule(new ResourceName("one", "rule")));
    assertThat(changedClusters(one)).contains("inbound|80||");
  }

  @Test
  void aRuleForSomeCallersTouchesThoseOnly() {
    RecordingStream labelled = connect(3, "one", Labels.of("app", "a"));
    fleet.bring(mesh, connected);
    int offers = one.offers().size();
    int elsewhere = two.offers().size();
    bring(mesh.with(rule("web.mesh", Labels.of("app", "a"))));
    assertThat(touched(labelled)).containsExactly(ResourceType.CLUSTER);
    assertThat(one.offers()).hasSize(offers);
    assertThat(two.offers()).hasSize(elsewhere);
    bring(mesh.withoutDestinationRule(new ResourceName("one", "rule")));
    assertThat(touched(labelled)).containsExactly(ResourceType.CLUSTER);
    assertThat(one.offers()).hasSize(offers);
  }

  @Test
  void routesTouchThePortsOfTheirHostsOnly() {
    bring(mesh.with(routes("web.mesh", Labels.NONE)));
    assertThat(touched(one)).containsExactly(ResourceType.ROUTE);
    bring(mesh.with(routes("nobody.mesh", Labels.NONE)));
    bring(mesh.with(service("web", Resolution.STATIC, "*", "10.0.0.1", "10.0.0.2")));
    assertThat(touched(one)).containsExactly(ResourceType.ENDPOINT);
  }

  @Test
  void routesForSomeCallersTouchThoseOnly() {
    RecordingStream labelled = connect(3, "two", Labels.of("app", "a"));
    fleet.bring(mesh, connected);
    int offers = two.offers().size();
    bring(mesh.with(routes("web.mesh", Labels.of("app", "a"))));
    assertThat(touched(labelled)).containsExactly(ResourceType.ROUTE);
    assertThat(two.offers()).hasSize(offers);
  }

  @Test
  void aSidecarTouchesTheHostsThatItSelects() {
    RecordingStream labelled = connect(3, "one", Labels.of("app", "a"));
    bring(mesh.with(service("far", Resolution.STATIC, "*", "10.0.0.6")));
    int offers = one.offers().size();
    bring(mesh.with(scope(Labels.of("app", "a"), "web.mesh")));
    assertThat(labelled.offers().getLast().resources(ResourceType.CLUSTER).keys())
        .contains("outbound|80||web.mesh")
        .doesNotContain("outbound|80||far.mesh");
    assertThat(one.offers()).hasSize(offers);
    assertThat(one.offers().getLast().resources(ResourceType.CLUSTER).keys())
        .contains("outbound|80||far.mesh");
  }

  @Test
  void selectorsAreDecidedOnceForEachNamespaceAndLabels() {
    for (int host = 0; host < 50; host++) {
      connect(100 + host, "one", Labels.of("app", "a" + host % 5));
    }
    fleet.bring(mesh, connected);
    assertThat(fleet.decisions()).isEqualTo(7);
    bring(mesh.with(service("far", Resolution.STATIC, "*", "10.0.0.6")));
    bring(mesh.with(rule("far.mesh", Labels.NONE)));
    assertThat(fleet.decisions()).isEqualTo(7);
    bring(mesh.with(rule("far.mesh", Labels.of("app", "a1"))));
    assertThat(fleet.decisions()).isEqualTo(14);
    assertThat(fleet.shapes()).isEqualTo(3);
  }

  @Test
  void routesThatOthersMaySeeNowReachThem() {
    RecordingStream labelled = connect(3, "two", Labels.of("app", "a"));
    VirtualService hidden = routes("web.mesh", Labels.of("app", "a"), List.of("."));
    bring(mesh.with(hidden));
    int offers = labelled.offers().size();
    bring(mesh.with(routes("web.mesh", Labels.of("app", "a"), List.of("*"))));
    assertThat(labelled.offers()).hasSize(offers + 1);
    assertThat(touched(labelled)).containsExactly(ResourceType.ROUTE);
  }

  private static List<String> changedClusters(RecordingStream stream) {
    return SharedMap.changes(
            stream.offers().get(stream.offers().size() - 2).resources(ResourceType.CLUSTER),
            stream.offers().getLast().resources(ResourceType.CLUSTER))
        .stream()
        .map(Change::key)
        .toList();
  }

  private static PolicyBlocks limited() {
    return new PolicyBlocks(
        Setting.of(
            new ConnectionPool(
                new ConnectionPool.Tcp(
                    1,
                    TimeLimit.NONE,
                    ConnectionPool.Keepalive.STANDARD,
                    TimeLimit.NONE,
                    Setting.unset()),
                ConnectionPool.Http.UNLIMITED)),
        Setting.unset(),
        Setting.unset(),
        Setting.unset());
  }

  private static DestinationRule rule(String host, Labels callers) {
    PolicyBlocks blocks =
        new PolicyBlocks(
            Setting.unset(),
            Setting.unset(),
            Setting.of(
                new LoadBalancing(
                    new LoadBalancing.Algorithm.Random(), Setting.unset(), Setting.unset())),
            Setting.unset());
    return rule(host, callers, blocks);
  }

  private static DestinationRule rule(String host, PolicyBlocks blocks) {
    return rule(host, Labels.NONE, blocks);
  }

  private static DestinationRule rule(String host, Labels callers, PolicyBlocks blocks) {
    return new DestinationRule(
        new ResourceName("one", "rule"),
        ServiceHost.parse(host),
        callers,
        new Calling(Setting.of(TrafficPolicy.of(blocks)), List.of()),
        List.of(),
        Instant.EPOCH);
  }

  private static VirtualService routes(String host, Labels callers) {
    return routes(host, callers, List.of());
  }

  private static VirtualService routes(String host, Labels callers, List<String> exportTo) {
    HttpRoute.HttpMatch match =
        HttpRoute.HttpMatch.of(RequestMatch.ANY, Caller.withLabels(callers));
    return new VirtualService(
        new ResourceName("one", "routes"),
        List.of(ServiceHost.parse(host)),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(
            List.of(
                new HttpRoute(
                    "",
                    List.of(match),
                    HttpAction.Forward.to(RouteTarget.of(ServiceHost.parse("v2.mesh"))),
                    Handling.STANDARD))),
        exportTo,
        Instant.EPOCH);
  }

  private static EgressScope scope(Labels selector, String host) {
    return EgressScope.showing(
        new ResourceName("one", "scope"),
        selector,
        List.of(
            new EgressScope.EgressHost(
                new EgressScope.Origin.Anywhere(), ServiceHost.parse(host), false)),
        Instant.EPOCH);
  }

  @Test
  void aStateThatChangesNothingIsOfferedToNobody() {
    int offers = one.offers().size();
    bring(mesh.with(service("web", Resolution.STATIC, "*", "10.0.0.1")));
    fleet.bring(mesh, connected);
    assertThat(one.offers()).hasSize(offers);
  }

  @Test
  void aProxyThatComesLaterSharesWhatTheOthersHave() {
    RecordingStream late = connect(3, "one");
    fleet.bring(mesh, connected);
    assertThat(late.offers().getLast().resources(ResourceType.ENDPOINT))
        .isSameAs(one.offers().getLast().resources(ResourceType.ENDPOINT));
    assertThat(one.offers()).hasSize(1);
  }

  @Test
  void manyShapesThatCameAndWentAreNotKept() {
    for (int namespace = 0; namespace < 200; namespace++) {
      connect(100 + namespace, "ns" + namespace);
      fleet.bring(mesh, connected);
      connected.removeLast();
    }
    fleet.bring(mesh, connected);
    assertThat(fleet.shapes()).isBetween(2, 40);
  }
}

package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.testing.FakeClock;
import io.fairlead.translation.BoundedResourceCache;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.Translator;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.Untaken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final ResourceId WEB = id("ServiceEntry", "web");
  private static final ResourceId DB = id("ServiceEntry", "db");
  private static final ResourceId RULE = id("DestinationRule", "web");
  private static final String WEB_CLUSTER = "outbound|80||web.mesh";

  private static final Untaken ALL_TAKEN = new Untaken(true, Set.of(), Map.of());

  private final FakeClock clock = FakeClock.at("2026-01-02T03:04:05Z");
  private final Translator translator = new Translator(new BoundedResourceCache(1 << 20));
  private final Map<String, Standing> standings = new TreeMap<>();
  private long cost;
  private final Words words = new Words(standings::values, clock, () -> cost);
  private ConfigState state = ConfigState.empty(MeshSettings.STANDARD);
  private Outbound outbound = outbound();

  @BeforeEach
  void declare() {
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web.mesh]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.9}]
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: db, namespace: shop}
        spec:
          hosts: [db.mesh]
          ports: [{number: 90, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.9}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: web, namespace: shop}
        spec: {host: web.mesh}
        """);
  }

  @Test
  void isProgrammedOnceAllProxiesTookIt() {
    connect("a", ALL_TAKEN);
    connect("b", awaiting(WEB_CLUSTER));
    assertThat(look()).containsExactly(DB);
    connect("b", ALL_TAKEN);
    assertThat(look()).containsExactlyInAnyOrder(WEB, RULE);
    assertThat(words.of(WEB)).contains(Programmed.TRUE);
  }

  @Test
  void namesWhoRefusesWhatComesOfItAndNothingElse() {
    connect("a", ALL_TAKEN);
    for (String proxy : List.of("q", "p", "r", "s", "t", "u", "v")) {
      connect(proxy, refusing(WEB_CLUSTER, "no such thing", true));
    }
    look();
    assertThat(words.of(RULE))
        .contains(
            new Programmed(
                "False",
                "Refused",
                "refused by 7 proxies (p.shop, q.shop, r.shop, s.shop, t.shop, ...), which keep what"
                    + " they had: cluster outbound|80||web.mesh: no such thing"));
    assertThat(words.of(DB)).contains(Programmed.TRUE);
  }

  @Test
  void whoeverNamesNothingIsNotSaidToRefuseIt() {
    connect("a", refusing(WEB_CLUSTER, "broken", false));
    look();
    assertThat(words.of(WEB)).isEmpty();
    clock.advance(Words.UNKNOWN_FOR);
    look();
    assertThat(words.of(WEB).orElseThrow().reason()).isEqualTo("RefusedWithOthers");
    assertThat(words.of(WEB).orElseThrow().isUnknown()).isTrue();
  }

  @Test
  void aProxyThatHasNotAnsweredYetTakesNothingBackButOneThatNeverDoes() {
    connect("a", ALL_TAKEN);
    look();
    connect("b", new Untaken(false, Set.of(), Map.of()));
    assertThat(look()).isEmpty();
    clock.advance(Words.UNKNOWN_FOR);
    look();
    assertThat(words.of(WEB)).contains(Programmed.AWAITED);
  }

  @Test
  void whatNobodyIsSentIsUnknownAfterAWhile() {
    assertThat(look()).isEmpty();
    clock.advance(Words.UNKNOWN_FOR);
    assertThat(look()).containsExactlyInAnyOrder(WEB, DB, RULE);
    assertThat(words.of(WEB)).contains(Programmed.NOBODY);
  }

  @Test
  void aRouteThatIsPartOfOthersIsToldOnceOthersDelegateToIt() {
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: part, namespace: shop}
        spec: {http: [{route: [{destination: {host: web.mesh}}]}]}
        """);
    connect("a", ALL_TAKEN);
    look();
    assertThat(words.of(id("VirtualService", "part"))).isEmpty();
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: root, namespace: shop}
        spec: {hosts: [web.mesh], http: [{delegate: {name: part}}]}
        """);
    connect("a", ALL_TAKEN);
    assertThat(look())
        .containsExactlyInAnyOrder(id("VirtualService", "part"), id("VirtualService", "root"));
    assertThat(words.of(id("VirtualService", "part"))).contains(Programmed.TRUE);
  }

  @Test
  void whoAnswersIsFoundAsItComesThoughNobodyIsLookedForAgain() {
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web.mesh]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          workloadSelector: {labels: {app: web}}
        """);
    connect("a", ALL_TAKEN);
    look();
    long walks = words.walks();
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: WorkloadEntry
        metadata: {name: one, namespace: shop}
        spec: {address: 10.0.0.7, labels: {app: web}}
        """);
    connect("a", ALL_TAKEN);
    assertThat(look()).containsExactly(id("WorkloadEntry", "one"));
    assertThat(words.of(id("WorkloadEntry", "one"))).contains(Programmed.TRUE);
    assertThat(words.walks()).isEqualTo(walks);
  }

  /** What it serves and what it calls come of one Sidecar. */
  @Test
  void aProxyThatRefusesTwoThingsOfOneResourceIsCountedOnce() {
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: all, namespace: shop}
        spec:
          egress: [{hosts: ["*/*"]}]
          ingress: [{port: {number: 9000, name: http, protocol: HTTP}, defaultEndpoint: "127.0.0.1:9001"}]
        """);
    outbound = outbound();
    connect(
        "a",
        Map.of(
            ResourceType.CLUSTER,
            ALL_TAKEN,
            ResourceType.LISTENER,
            new Untaken(
                true,
                Set.of(),
                Map.of(
                    "virtualInbound", new Untaken.Refusal("no", true),
                    "virtualOutbound", new Untaken.Refusal("no", true)))));
    look();
    assertThat(words.of(id("Sidecar", "all")).orElseThrow().message())
        .startsWith("refused by 1 proxy (a.shop)");
  }

  @Test
  void aKindThatIsRefusedAsAWholeIsNotProgrammed() {
    ResourceId filter = id("EnvoyFilter", "some");
    apply(
        """
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: some, namespace: shop}
        spec: {}
        """);
    clock.advance(Words.PACE);
    words.look(state, id -> Optional.of(!id.equals(filter)));
    assertThat(words.of(filter)).contains(Programmed.NOT_ACCEPTED);
  }

  @Test
  void aFleetThatTakesItOneByOneIsOneWord() {
    int proxies = 1_000;
    for (int i = 0; i < proxies; i++) {
      connect("p" + i, awaiting(WEB_CLUSTER));
    }
    int said = 0;
    for (int i = 0; i < proxies; i += 50) {
      for (int j = i; j < i + 50; j++) {
        connect("p" + j, ALL_TAKEN);
      }
      said += look().contains(WEB) ? 1 : 0;
    }
    assertThat(said).isOne();
    assertThat(words.of(WEB)).contains(Programmed.TRUE);
  }

  @Test
  void aFleetThatRefusesItOneByOneIsAFewWords() {
    int proxies = 1_000;
    for (int i = 0; i < proxies; i++) {
      connect("p" + i, awaiting(WEB_CLUSTER));
    }
    int said = 0;
    for (int i = 0; i < proxies; i += 50) {
      for (int j = i; j < i + 50; j++) {
        connect("p" + j, refusing(WEB_CLUSTER, "no", true));
      }
      said += look().contains(WEB) ? 1 : 0;
    }
    assertThat(said).isBetween(1, 3);
    clock.advance(Words.SAME_STATUS_FOR);
    look();
    assertThat(words.of(WEB).orElseThrow().message())
        .startsWith("refused by 1000 proxies (p0.shop");
  }

  @Test
  void equalProxiesAreLookedAtOnceAndEndpointsCostNothing() {
    connect("a", ALL_TAKEN);
    connect("b", ALL_TAKEN);
    look();
    assertThat(words.walks()).isOne();
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web.mesh]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.9}, {address: 10.0.0.10}]
        """);
    connect("a", ALL_TAKEN);
    connect("b", ALL_TAKEN);
    look();
    assertThat(words.walks()).isOne();
  }

  /** What proxies are sent is the same to the byte. */
  @Test
  void aResourceOfAnotherNameIsFoundThoughNothingIsSentForIt() {
    connect("a", ALL_TAKEN);
    look();
    state = state.with(0, new ConfigChange(List.of(), List.of(WEB)));
    apply(
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: renamed, namespace: shop}
        spec:
          hosts: [web.mesh]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.9}]
        """);
    connect("a", ALL_TAKEN);
    assertThat(look()).containsExactly(id("ServiceEntry", "renamed"));
  }

  @Test
  void aLookThatCostsMuchIsARareOne() {
    connect("a", ALL_TAKEN);
    Words costly =
        new Words(standings::values, clock, () -> cost += Duration.ofMillis(500).toNanos());
    assertThat(costly.look(state, id -> Optional.of(true))).isNotEmpty();
    connect("a", refusing(WEB_CLUSTER, "no", true));
    clock.advance(Duration.ofSeconds(9));
    assertThat(costly.look(state, id -> Optional.of(true))).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(costly.look(state, id -> Optional.of(true))).isNotEmpty();
  }

  @Test
  void looksNotAllTheTime() {
    connect("a", ALL_TAKEN);
    assertThat(words.look(state, id -> Optional.of(true))).isNotEmpty();
    connect("a", refusing(WEB_CLUSTER, "no", true));
    assertThat(words.look(state, id -> Optional.of(true))).isEmpty();
  }

  private List<ResourceId> look() {
    clock.advance(Words.PACE);
    return words.look(state, id -> Optional.of(true));
  }

  private void connect(String name, Untaken clusters) {
    connect(name, Map.of(ResourceType.CLUSTER, clusters));
  }

  private void connect(String name, Map<ResourceType, Untaken> untaken) {
    Proxy proxy = proxy(name);
    standings.put(
        name,
        new Standing(proxy, outbound, translator.inbound(state.mesh(), proxy), true, untaken));
  }

  private static Proxy proxy(String name) {
    return new Proxy(
        "sidecar~10.0.0.1~" + name + ".shop~shop.svc.cluster.local",
        new Proxy.Identity("shop", "client"),
        List.of("10.0.0.1"),
        Labels.NONE,
        Placement.UNKNOWN,
        new Interception.Redirect());
  }

  private void apply(String yaml) {
    state = state.with(0, new ConfigChange(IstioYaml.read("test", yaml).values(), List.of()));
    outbound = translator.next(outbound, outbound.scope().mesh().at(state.mesh()));
  }

  private Outbound outbound() {
    return translator.outbound(MeshView.of(state.mesh()), ProxyTraits.of(state.mesh(), proxy("a")));
  }

  private static Untaken awaiting(String name) {
    return new Untaken(true, Set.of(name), Map.of());
  }

  private static Untaken refusing(String name, String words, boolean isNamed) {
    return new Untaken(true, Set.of(), Map.of(name, new Untaken.Refusal(words, isNamed)));
  }

  private static ResourceId id(String kind, String name) {
    return new ResourceId(kind, new ResourceName("shop", name));
  }
}

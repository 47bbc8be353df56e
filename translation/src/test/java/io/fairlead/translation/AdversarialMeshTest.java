package io.fairlead.translation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A mesh whose rules tell 500 proxies apart in every way that they can: 20 combinations of labels,
 * each with a Sidecar of its own that shows half of 1,000 services; 10 rules and 5 routes for some
 * callers only; proxies and endpoints in 5 localities.
 */
class AdversarialMeshTest {

  private static final int SERVICES = 1_000;
  private static final int PROXIES = 500;
  private static final int COMBINATIONS = 20;
  private static final int SEEN_GROUPS = 10;
  private static final int APPS = 10;
  private static final int RULES = 10;
  private static final int ROUTES = 5;
  private static final int LOCALITIES = 5;
  private static final int FIXED_CLUSTERS = 2;
  private static final int LISTENERS = 2;
  private static final String NAMESPACE = "demo";

  private final CountingCache cache = new CountingCache();
  private final Translator translator = new Translator(cache);
  private final List<Proxy> proxies =
      IntStream.range(0, PROXIES).mapToObj(AdversarialMeshTest::proxy).toList();
  private final Map<Proxy, Outbound> outbound = new HashMap<>();
  private MeshState state = mesh();
  private MeshView view = MeshView.of(state);

  AdversarialMeshTest() {
    bring();
  }

  /** As a fleet does it: once for each distinct traits, from what was there or is near. */
  private void bring() {
    Map<ProxyTraits, Outbound> made = new HashMap<>();
    for (Proxy proxy : proxies) {
      ProxyTraits traits = ProxyTraits.of(state, proxy);
      outbound.compute(
          proxy,
          (same, before) ->
              made.computeIfAbsent(
                  traits,
                  distinct ->
                      before == null
                          ? translator.outbound(view, distinct)
                          : translator.next(before, view, distinct)));
    }
  }

  private void change(MeshState next) {
    cache.built();
    state = next;
    view = view.at(next);
    bring();
  }

  @Test
  void proxiesShareWhatNoRuleTellsApart() {
    assertThat(outbound.values().stream().map(o -> o.scope().traits()).distinct().toList())
        .hasSize(COMBINATIONS);

    assertThat(shared("assignments", Outbound.Resources::endpoints)).isEqualTo(SERVICES);
    assertThat(shared("clusters", Outbound.Resources::clusters))
        .isEqualTo(SERVICES + RULES + FIXED_CLUSTERS);
    assertThat(shared("listeners", Outbound.Resources::listeners)).isEqualTo(LISTENERS);
    assertThat(shared("route configurations", Outbound.Resources::routes)).isEqualTo(COMBINATIONS);
    assertThat(shared("name tables", Outbound.Resources::nameTable)).isEqualTo(COMBINATIONS);
    assertThat(cache.built().stream().filter(name -> name.matches("RouteConfiguration s.*:80")))
        .as("virtual hosts, of which the route configurations are put together")
        .hasSize(SERVICES + ROUTES);
  }

  @Test
  void assignmentsAreNeverMultipliedByRules() {
    long given = given(Outbound.Resources::endpoints);
    assertThat(distinct(Outbound.Resources::endpoints).size() * 100L / given)
        .isLessThanOrEqualTo(5);
  }

  @Test
  void aRuleForOneHostBuildsTheClustersOfThatHostOnly() {
    change(state.with(rule("new", host(500), Labels.NONE, 77)));
    assertThat(cache.built()).containsExactly("Cluster outbound|80||" + host(500));
  }

  @Test
  void aRuleForSomeCallersOfOneHostBuildsOneClusterMore() {
    change(state.with(rule("new", host(500), Labels.of("tier", "t0"), 77)));
    assertThat(cache.built()).containsExactly("Cluster outbound|80||" + host(500));
    assertThat(distinct(r -> r.clusters())).hasSize(SERVICES + RULES + FIXED_CLUSTERS + 1);
  }

  @Test
  void routesForOneHostBuildItsVirtualHostAndThePortsOfThoseWhoSeeIt() {
    change(state.with(routes("new", 500, Labels.NONE)));
    List<String> built = cache.built();
    assertThat(built).contains("RouteConfiguration " + host(500) + ":80");
    assertThat(built.stream().filter("RouteConfiguration 80"::equals)).hasSize(SEEN_GROUPS);
    assertThat(built).hasSize(1 + SEEN_GROUPS);
  }

  @Test
  void aSidecarBuildsTheRoutesAndNamesOfTheProxiesThatItSelects() {
    Set<Outbound> before = new HashSet<>(outbound.values());
    change(state.with(scope(3, SEEN_GROUPS - 1)));
    assertThat(cache.built())
        .containsExactlyInAnyOrder("RouteConfiguration 80", "NameTable nametable");
    long same =
        proxies.stream()
            .map(proxy -> requireNonNull(outbound.get(proxy)).resources())
            .filter(
                r -> before.stream().anyMatch(old -> old.resources().clusters() == r.clusters()))
            .count();
    assertThat(same).isEqualTo(PROXIES - PROXIES / COMBINATIONS);
  }

  /** Prints how much is shared, and returns how many resources there are. */
  private int shared(
      String type, Function<Outbound.Resources, SharedMap<String, EncodedResource>> of) {
    int distinct = distinct(of).size();
    long given = given(of);
    System.out.printf(
        "%-22s %6d distinct of %8d given to %d proxies: %.3f %%%n",
        type, distinct, given, PROXIES, 100.0 * distinct / given);
    return distinct;
  }

  private Set<EncodedResource> distinct(
      Function<Outbound.Resources, SharedMap<String, EncodedResource>> of) {
    Set<EncodedResource> distinct = new HashSet<>();
    new HashSet<>(outbound.values().stream().map(o -> of.apply(o.resources())).toList())
        .forEach(map -> distinct.addAll(map.values()));
    return distinct;
  }

  private long given(Function<Outbound.Resources, SharedMap<String, EncodedResource>> of) {
    return outbound.values().stream().mapToLong(o -> of.apply(o.resources()).size()).sum();
  }

  private static MeshState mesh() {
    MeshState mesh = MeshState.empty(MeshSettings.STANDARD);
    for (int i = 0; i < SERVICES; i++) {
      mesh = mesh.with(service(i));
    }
    for (int i = 0; i < COMBINATIONS; i++) {
      mesh = mesh.with(scope(i, SEEN_GROUPS));
    }
    for (int i = 0; i < RULES; i++) {
      mesh = mesh.with(rule("rule" + i, host(i), Labels.of("app", "a" + i), 10 + i));
    }
    for (int i = 0; i < ROUTES; i++) {
      mesh = mesh.with(routes("routes" + i, 100 + i, Labels.of("tier", "t0")));
    }
    return mesh;
  }

  /** Services of one group are shown together. */
  private static String host(int number) {
    return "s" + number + "." + group(number) + ".mesh";
  }

  private static String group(int number) {
    return "g" + number % COMBINATIONS;
  }

  private static Service service(int number) {
    return new Service(
        new ResourceName("shop", "s" + number),
        ServiceHost.parse(host(number)),
        List.of(),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        Discovery.of(IntStream.range(0, 10).mapToObj(i -> endpoint(number, i)).toList()),
        List.of());
  }

  private static Endpoint endpoint(int service, int number) {
    return new Endpoint(
        "10." + service / 256 + "." + service % 256 + "." + number,
        Map.of(),
        Labels.NONE,
        placement(number),
        1,
        "");
  }

  private static Placement placement(int number) {
    return new Placement("", Locality.parse("region/zone" + number % LOCALITIES));
  }

  private static Proxy proxy(int number) {
    return new Proxy(
        "sidecar~" + number,
        new Proxy.Identity(NAMESPACE, "client"),
        List.of("192.168." + number / 200 + "." + number % 200),
        labels(number % COMBINATIONS),
        placement(number / COMBINATIONS),
        new Interception.Redirect());
  }

  private static Labels labels(int combination) {
    return new Labels(Map.of("app", "a" + combination % APPS, "tier", "t" + combination / APPS));
  }

  /** Shows some of the groups, beginning with the combination's own. */
  private static EgressScope scope(int combination, int groups) {
    return EgressScope.showing(
        new ResourceName(NAMESPACE, "scope" + combination),
        labels(combination),
        IntStream.range(combination, combination + groups)
            .mapToObj(group -> ServiceHost.parse("*." + group(group) + ".mesh"))
            .map(host -> new EgressHost(new Origin.Anywhere(), host, false))
            .toList(),
        Instant.EPOCH);
  }

  private static DestinationRule rule(String name, String host, Labels callers, int connections) {
    return new DestinationRule(
        new ResourceName(NAMESPACE, name),
        ServiceHost.parse(host),
        callers,
        List.of(
            new TrafficPolicy(
                new TrafficPolicy.ConnectionPool(connections, TimeLimit.NONE, 0, 0),
                TrafficPolicy.LoadBalancing.LEAST_REQUEST)),
        List.of(),
        Instant.EPOCH);
  }

  /** To a service of the same group. */
  private static VirtualService routes(String name, int service, Labels callers) {
    return new VirtualService(
        new ResourceName("shop", name),
        List.of(ServiceHost.parse(host(service))),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(
            List.of(
                new HttpRoute(
                    "",
                    List.of(HttpMatch.of(RequestMatch.ANY, Caller.withLabels(callers))),
                    HttpAction.Forward.to(
                        RouteTarget.of(ServiceHost.parse(host(service + 5 * COMBINATIONS)))),
                    Handling.STANDARD))),
        List.of(),
        Instant.EPOCH);
  }
}

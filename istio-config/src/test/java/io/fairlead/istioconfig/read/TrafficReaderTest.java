package io.fairlead.istioconfig.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.StringMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficReaderTest {

  private static final ServiceHost A = new ServiceHost("a.mesh");
  private static final ServiceHost B = new ServiceHost("b.mesh");

  @Test
  void aSidecarIsReadWithItsSelectorHostsAndAge() {
    EgressScope scope =
        ((Declaration.Egress)
                one(
                    "Sidecar",
                    "{workloadSelector: {labels: {app: web}},"
                        + " egress: [{hosts: ['./*', '*/A.mesh', '~shop/b.mesh', '~/*']}]}"))
            .scope();

    assertThat(scope.selector()).isEqualTo(Labels.of("app", "web"));
    assertThat(scope)
        .isEqualTo(
            EgressScope.showing(
                scope.name(),
                scope.selector(),
                List.of(
                    new EgressHost(new Origin.Own(), new ServiceHost("*"), false),
                    new EgressHost(new Origin.Anywhere(), A, false),
                    new EgressHost(new Origin.Namespace("shop"), B, true),
                    new EgressHost(new Origin.Anywhere(), new ServiceHost("*"), true)),
                scope.created()));
    assertThat(scope.created()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
  }

  @Test
  void aDestinationRuleIsReadWithItsCallersAndPolicy() {
    DestinationRule rule =
        rule(
            "{host: '*.mesh', workloadSelector: {matchLabels: {app: web}}, exportTo: [demo],"
                + " trafficPolicy: {loadBalancer: {simple: RANDOM}, connectionPool: {"
                + "tcp: {maxConnections: 1, connectTimeout: 1.25s},"
                + "http: {http1MaxPendingRequests: 2, maxRequestsPerConnection: 3}}}}");

    assertThat(rule.host().value()).isEqualTo("*.mesh");
    assertThat(rule.callers()).isEqualTo(Labels.of("app", "web"));
    CallPolicy policy = rule.calling().at(80);
    assertThat(policy.pool().tcp().maxConnections()).isEqualTo(1);
    assertThat(policy.pool().tcp().connectTimeout()).isEqualTo(new TimeLimit(1, 250_000_000));
    assertThat(policy.pool().http().limits()).isEqualTo(new ConnectionPool.Limits(2, 0, 3, 0, 0));
    assertThat(policy.balancing().algorithm()).isEqualTo(new Algorithm.Random());
  }

  @Test
  void aRuleThatSaysNothingHasNoPolicyAndOneThatSaysLittleHasTheDefaults() {
    assertThat(rule("{host: a.mesh}").calling()).isEqualTo(Calling.NONE);
    assertThat(balancing("{}")).isEqualTo(LoadBalancing.STANDARD);
  }

  @Test
  void theOldNameOfLeastRequestStillMeansIt() {
    assertThat(balancing("{simple: LEAST_CONN}")).isEqualTo(LoadBalancing.STANDARD);
  }

  @Test
  void aMatchWithoutUriIsOfEveryRequest() {
    HttpRoute route =
        routes(
                "{hosts: [a.mesh], http: [{name: x, timeout: 2s, match: [{sourceLabels: {app: web}},"
                    + " {uri: {prefix: /p}, sourceNamespace: ns}, {uri: {exact: /e}}],"
                    + " route: [{destination: {host: b.mesh, port: {number: 8080}}}]}]}")
            .routes()
            .http()
            .getFirst();

    assertThat(route.name()).isEqualTo("x");
    assertThat(route.handling().patience().timeout()).isEqualTo(new TimeLimit(2, 0));
    assertThat(route.matches())
        .containsExactly(
            match(StringMatch.ANYTHING, Caller.withLabels(Labels.of("app", "web"))),
            match(new StringMatch.Prefix("/p"), new Caller(Labels.NONE, "ns", Gateways.UNSAID)),
            match(new StringMatch.Exact("/e"), Caller.ANYBODY));
    assertThat(route.action()).isEqualTo(HttpAction.Forward.to(new RouteTarget(B, "", 8080)));
  }

  @Test
  void ofSeveralDestinationsThoseWithoutWeightGetNothing() {
    HttpRoute route =
        routes(
                "{hosts: [a.mesh], http: [{route: [{destination: {host: a.mesh}, weight: 7},"
                    + " {destination: {host: b.mesh}}]}]}")
            .routes()
            .http()
            .getFirst();

    assertThat(route.action())
        .isEqualTo(
            new HttpAction.Forward(
                List.of(new HttpAction.Share(RouteTarget.of(A), 7, HeaderChanges.NONE))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha3"})
  void everyServedVersionIsRead(String version) {
    assertThat(one(version, "Sidecar", "{egress: [{hosts: [./*]}]}"))
        .isInstanceOf(Declaration.Egress.class);
    assertThat(one(version, "DestinationRule", "{host: a.mesh}"))
        .isInstanceOf(Declaration.Calls.class);
    assertThat(
            one(
                version,
                "VirtualService",
                "{hosts: [a.mesh], http: [{route: [{destination: {host: a.mesh}}]}]}"))
        .isInstanceOf(Declaration.Routing.class);
  }

  private static LoadBalancing balancing(String settings) {
    return rule("{host: a.mesh, trafficPolicy: {loadBalancer: " + settings + "}}")
        .calling()
        .at(80)
        .balancing();
  }

  private static HttpMatch match(StringMatch path, Caller caller) {
    return HttpMatch.of(
        new RequestMatch(new RequestMatch.Uri(path, false), Map.of(), Map.of(), Map.of()), caller);
  }

  private static DestinationRule rule(String spec) {
    return ((Declaration.Calls) one("DestinationRule", spec)).rule();
  }

  private static VirtualService routes(String spec) {
    return ((Declaration.Routing) one("VirtualService", spec)).routes();
  }

  private static Declaration one(String kind, String spec) {
    return one("v1", kind, spec);
  }

  private static Declaration one(String version, String kind, String spec) {
    String metadata = "{name: a, namespace: demo, creationTimestamp: \"2026-11-22T10:00:00Z\"}";
    String text =
        "apiVersion: networking.istio.io/%s\nkind: %s\nmetadata: %s\nspec: %s\n"
            .formatted(version, kind, metadata, spec);
    Parsed<IstioResource> resources = IstioYaml.read("f.yaml", text);
    assertThat(resources.problems()).isEmpty();
    Parsed<Declaration> parsed = ResourceReader.read(resources.values().getFirst());
    assertThat(parsed.problems()).isEmpty();
    return parsed.values().getFirst();
  }
}

package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Condition;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A policy for the Service shop/web, told at it and at the Gateways shop/near and edge/far. */
class TlsStandingTest {

  private static final String POLICY =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: gateway-api-tls-web, namespace: shop, creationTimestamp: "2026-01-02T00:00:00Z"}
      spec: {host: web.shop.svc.cluster.local, trafficPolicy: {tls: {mode: SIMPLE}}}
      """;

  private static final String RULE =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: mine, namespace: %s, creationTimestamp: "%s"}
      spec: {host: "%s", %s}
      """;

  private static final String HOST = "web.shop.svc.cluster.local";
  private static final String BEFORE = "2026-01-01T00:00:00Z";
  private static final String AFTER = "2026-01-03T00:00:00Z";
  private static final String POOL = "trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}";

  @Test
  void countsWhereNobodyWroteARule() {
    assertThat(told(POLICY)).containsExactly("true Accepted ", "true Accepted ", "true Accepted ");
  }

  @Test
  void anOlderRuleBesideTheServiceStandsInItsPlaceForEverybody() {
    assertThat(told(POLICY + RULE.formatted("shop", BEFORE, HOST, POOL)))
        .allMatch(text -> text.startsWith("false Conflicted DestinationRule shop/mine says how"))
        .hasSize(3);
  }

  @Test
  void aYoungerOneAndOneOfSubsetsAloneDoNot() {
    assertThat(told(POLICY + RULE.formatted("shop", AFTER, HOST, POOL)))
        .allMatch("true Accepted "::equals);
    assertThat(told(POLICY + RULE.formatted("shop", BEFORE, HOST, "subsets: [{name: v1}]")))
        .allMatch("true Accepted "::equals);
  }

  @Test
  void oneOfTheCallersNamespaceStandsInItsPlaceThereThoughItSaysNothingOfCalling() {
    List<String> told =
        told(POLICY + RULE.formatted("edge", AFTER, "*.local", "subsets: [{name: v1}]"));
    assertThat(told.getFirst())
        .startsWith(
            "true Accepted not followed by those for whom DestinationRule edge/mine counts");
    assertThat(told.get(1)).isEqualTo("true Accepted ");
    assertThat(told.get(2)).startsWith("false Conflicted DestinationRule edge/mine says how");
  }

  @Test
  void oneForSomeCallersIsNamed() {
    List<String> told =
        told(
            POLICY
                + RULE.formatted(
                    "shop",
                    BEFORE,
                    HOST,
                    POOL + ", workloadSelector: {matchLabels: {app: batch}}"));
    assertThat(told.getFirst()).startsWith("true Accepted not followed by those for whom");
    assertThat(told.get(1)).isEqualTo("true Accepted ");
  }

  @Test
  void whatIsRefusedStaysSo() {
    Condition refused = Condition.bad(Condition.ACCEPTED, "TargetNotFound", "names nothing");
    assertThat(told(POLICY + RULE.formatted("shop", BEFORE, HOST, POOL), refused))
        .allMatch("false TargetNotFound names nothing"::equals);
  }

  private static List<String> told(String yaml) {
    return told(yaml, new Condition(Condition.ACCEPTED, true, "Accepted", ""));
  }

  /** Of the Service, and of both Gateways. */
  private static List<String> told(String yaml, Condition accepted) {
    ConfigState state =
        ConfigState.empty(MeshSettings.STANDARD)
            .with(0, new ConfigChange(IstioYaml.read("test", yaml).values(), List.of()));
    Status.OfPolicy policy =
        new Status.OfPolicy(
            Stream.of(
                    new Status.Parent("", "Service", "shop", "web", "", 0),
                    gateway("shop", "near"),
                    gateway("edge", "far"))
                .map(parent -> new Status.OfParent(parent, List.of(accepted)))
                .toList());
    return new TlsStanding(state.mesh())
        .told(policy).ancestors().stream()
            .map(ancestor -> ancestor.conditions().getFirst())
            .map(one -> one.isTrue() + " " + one.reason() + " " + one.message())
            .toList();
  }

  private static Status.Parent gateway(String namespace, String name) {
    return new Status.Parent("gateway.networking.k8s.io", "Gateway", namespace, name, "", 0);
  }
}

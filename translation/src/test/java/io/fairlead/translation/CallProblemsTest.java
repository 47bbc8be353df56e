package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of one host in whose place another one stands. */
class CallProblemsTest {

  private static final String SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: web, namespace: shop}
      spec:
        hosts: [web.mesh]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 10.0.0.9}]
      """;

  private static final String RULE =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: %s, namespace: shop}
      spec: {host: web.mesh, %s}
      """;

  private static final String TLS = "trafficPolicy: {tls: {mode: SIMPLE}}";

  @Test
  void theYoungerOfTwoIsToldThatItHasNoEffect() {
    assertThat(problems(RULE.formatted("a", TLS) + RULE.formatted("b", TLS)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.resource()).isEqualTo("DestinationRule shop/b");
              assertThat(problem.message())
                  .startsWith(
                      "has no effect: DestinationRule shop/a says how 'web.mesh' is called");
            });
  }

  @Test
  void oneThatOnlyNamesSubsetsStandsInNobodysPlace() {
    assertThat(
            problems(
                RULE.formatted("a", "subsets: [{name: v1, labels: {version: v1}}]")
                    + RULE.formatted("b", TLS)))
        .isEmpty();
  }

  private static List<Problem> problems(String rules) {
    MeshState state = IstioRules.with(MeshState.empty(MeshSettings.STANDARD), SERVICE + rules);
    Proxy proxy =
        new Proxy(
            "sidecar~10.0.0.1~client.shop~shop",
            new Proxy.Identity("shop", "client"),
            List.of("10.0.0.1"),
            Labels.NONE,
            Placement.UNKNOWN,
            new Interception.Redirect());
    return new Translator(ResourceCache.none()).translate(state, proxy).problems();
  }
}

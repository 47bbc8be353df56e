package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReconciliationTest {

  private static final ConsulInstance.Check NODE_CHECK =
      new ConsulInstance.Check(new ConsulInstance.CheckKey("n1", "serfHealth"), "", "critical");

  private static Map<String, List<ConsulInstance>> read(String status) {
    return Map.of("web", List.of(Instances.of("a", "10.0.0.1", 80, Map.of(), status)));
  }

  @Test
  void namesNothingWhereTheChecksAreTheOnesThatWereRead() {
    assertThat(
            Reconciliation.afterChecks(
                "critical", List.of(Instances.check("a", "web", "critical")), read("critical")))
        .isEmpty();
  }

  @Test
  void namesTheServiceThatBecameCritical() {
    assertThat(
            Reconciliation.afterChecks(
                "critical", List.of(Instances.check("a", "web", "critical")), read("passing")))
        .containsExactly("web");
  }

  @Test
  void namesTheServiceThatRecovered() {
    assertThat(Reconciliation.afterChecks("critical", List.of(), read("critical")))
        .containsExactly("web");
  }

  @Test
  void namesEveryServiceOfANodeThatBecameCritical() {
    assertThat(Reconciliation.afterChecks("critical", List.of(NODE_CHECK), read("passing")))
        .containsExactly("web");
  }

  @Test
  void passesOverChecksOfServicesThatWereNotRead() {
    assertThat(
            Reconciliation.afterChecks(
                "critical", List.of(Instances.check("x", "db", "critical")), read("passing")))
        .isEmpty();
  }

  @Test
  void namesTheServicesOfANodeThatMoved() {
    assertThat(Reconciliation.afterNodes(Map.of("n1", "10.9.9.9"), read("passing"))).isEmpty();
    assertThat(Reconciliation.afterNodes(Map.of("n1", "10.9.9.8"), read("passing")))
        .containsExactly("web");
  }

  @Test
  void namesServicesThatAreNewOrHaveOtherTags() {
    assertThat(
            Reconciliation.afterServices(
                Map.of("a", List.of("x"), "b", List.of(), "c", List.of()),
                Map.of("a", List.of(), "b", List.of(), "d", List.of())))
        .containsExactlyInAnyOrder("a", "c");
  }
}

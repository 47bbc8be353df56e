package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Cases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ReconciliationTest {

  private static final ConsulInstance.Check NODE_CHECK =
      new ConsulInstance.Check(new ConsulInstance.CheckKey("n1", "serfHealth"), "", "critical");

  private static ReadIndex read(String status) {
    ReadIndex index = new ReadIndex();
    index.put("web", List.of(Instances.of("a", "10.0.0.1", 80, Map.of(), status)));
    return index;
  }

  @Test
  void aServiceThatIsReadAgainOrGoneLeavesNothingBehind() {
    ReadIndex index = read("critical");
    index.put("web", List.of(Instances.of("a", "10.0.0.1", 80, Map.of(), "passing")));
    assertThat(Reconciliation.afterChecks("critical", List.of(), index)).isEmpty();
    index.remove("web");
    assertThat(Reconciliation.afterChecks("critical", List.of(NODE_CHECK), index)).isEmpty();
    assertThat(Reconciliation.afterNodes(Map.of(), index)).isEmpty();
  }

  /** As {@link Reconciliation} says it, over everything that was read. */
  private static Set<String> byTheBook(
      List<ConsulInstance.Check> told, Map<String, List<ConsulInstance>> read) {
    Set<String> differing = new TreeSet<>();
    read.forEach(
        (name, instances) -> {
          Set<ConsulInstance.CheckKey> expected = new HashSet<>();
          Set<ConsulInstance.CheckKey> known = new HashSet<>();
          for (ConsulInstance instance : instances) {
            known.addAll(instance.keysIn("critical"));
            told.stream()
                .filter(it -> it.service().isEmpty())
                .filter(it -> it.key().node().equals(instance.node().name()))
                .forEach(it -> expected.add(it.key()));
          }
          told.stream()
              .filter(it -> it.service().equals(name))
              .forEach(it -> expected.add(it.key()));
          if (!expected.equals(known)) {
            differing.add(name);
          }
        });
    return differing;
  }

  @Test
  void namesWhatAWalkOverEverythingWouldName() {
    Cases.check(
        500,
        (random, seed) -> {
          Map<String, List<ConsulInstance>> read = new TreeMap<>();
          ReadIndex index = new ReadIndex();
          for (int i = 0; i < 30; i++) {
            String service = "s" + random.nextInt(8);
            List<ConsulInstance> instances = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
              String node = "n" + random.nextInt(4);
              instances.add(
                  new ConsulInstance(
                      new ConsulInstance.Node(node, "10.0.0." + node.charAt(1)),
                      service + j,
                      new ConsulInstance.Registration("", 80, List.of(), Map.of(), ""),
                      List.of(
                          check(node, service + j, service, random.nextInt(3)),
                          check(node, "serf", "", random.nextInt(6)))));
            }
            read.put(service, instances);
            index.put(service, instances);
          }
          List<ConsulInstance.Check> told = new ArrayList<>();
          for (int n = 0; n < 4; n++) {
            if (random.nextInt(4) == 0) {
              told.add(check("n" + n, "serf", "", 0));
            }
            String service = "s" + random.nextInt(10);
            told.add(check("n" + n, service + random.nextInt(4), service, 0));
          }
          assertThat(new TreeSet<>(Reconciliation.afterChecks("critical", told, index)))
              .isEqualTo(byTheBook(told, read));
        });
  }

  private static ConsulInstance.Check check(String node, String id, String service, int state) {
    return new ConsulInstance.Check(
        new ConsulInstance.CheckKey(node, id), service, state == 0 ? "critical" : "passing");
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

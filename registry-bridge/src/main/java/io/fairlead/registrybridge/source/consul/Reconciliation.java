package io.fairlead.registrybridge.source.consul;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what a watch tells with what was read of the services, and names the services that have
 * to be read again. It compares with what was read, not with what the watch told before: a change
 * that came and went between two answers, while a service was being read, would else stay for ever.
 */
final class Reconciliation {

  private Reconciliation() {}

  /** Services whose checks in state {@code status} are not the ones that were read. */
  static Set<String> afterChecks(
      String status, List<ConsulInstance.Check> told, Map<String, List<ConsulInstance>> read) {
    Map<String, Set<ConsulInstance.CheckKey>> ofServices = new HashMap<>();
    Map<String, Set<ConsulInstance.CheckKey>> ofNodes = new HashMap<>();
    for (ConsulInstance.Check check : told) {
      boolean isOfNode = check.service().isEmpty();
      (isOfNode ? ofNodes : ofServices)
          .computeIfAbsent(isOfNode ? check.key().node() : check.service(), name -> new HashSet<>())
          .add(check.key());
    }
    Set<String> differing = new HashSet<>();
    read.forEach(
        (name, instances) -> {
          Set<ConsulInstance.CheckKey> expected =
              new HashSet<>(ofServices.getOrDefault(name, Set.of()));
          Set<ConsulInstance.CheckKey> known = new HashSet<>();
          for (ConsulInstance instance : instances) {
            expected.addAll(ofNodes.getOrDefault(instance.node().name(), Set.of()));
            known.addAll(instance.keysIn(status));
          }
          if (!expected.equals(known)) {
            differing.add(name);
          }
        });
    return differing;
  }

  /** Services with an instance on a node whose address is not the one that was read. */
  static Set<String> afterNodes(Map<String, String> told, Map<String, List<ConsulInstance>> read) {
    Set<String> differing = new HashSet<>();
    read.forEach(
        (name, instances) -> {
          for (ConsulInstance instance : instances) {
            String address = told.get(instance.node().name());
            if (!instance.node().address().equals(address)) {
              differing.add(name);
            }
          }
        });
    return differing;
  }

  /** Services that are new, or whose tags are not the ones told before. */
  static Set<String> afterServices(
      Map<String, List<String>> told, Map<String, List<String>> before) {
    Set<String> differing = new HashSet<>();
    told.forEach(
        (name, tags) -> {
          if (!tags.equals(before.get(name))) {
            differing.add(name);
          }
        });
    return differing;
  }
}

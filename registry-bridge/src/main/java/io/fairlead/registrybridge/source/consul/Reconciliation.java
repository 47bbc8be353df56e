package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.consul.ConsulInstance.CheckKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a watch tells with what was read of the services, and names the services that have
 * to be read again. It compares with what was read, not with what the watch told before: a change
 * that came and went between two answers, while a service was being read, would else stay for ever.
 */
final class Reconciliation {

  private Reconciliation() {}

  /** Services whose checks in state {@code status} are not the ones that were read. */
  static Set<String> afterChecks(String status, List<ConsulInstance.Check> told, ReadIndex index) {
    Map<CheckKey, Set<String>> expected = new HashMap<>();
    for (ConsulInstance.Check check : told) {
      expected
          .computeIfAbsent(check.key(), key -> new HashSet<>())
          .addAll(servicesOf(check, index));
    }
    Map<CheckKey, Set<String>> known = index.checksIn(status);
    Set<String> differing = new HashSet<>();
    known.forEach((key, services) -> addMissing(services, expected.get(key), differing));
    expected.forEach((key, services) -> addMissing(services, known.get(key), differing));
    return differing;
  }

  /** A check of a node is one of every service with an instance there. */
  private static Set<String> servicesOf(ConsulInstance.Check check, ReadIndex index) {
    if (check.service().isEmpty()) {
      return index.servicesOn(check.key().node());
    }
    return index.hasRead(check.service()) ? Set.of(check.service()) : Set.of();
  }

  private static void addMissing(
      Set<String> services, @Nullable Set<String> others, Set<String> differing) {
    for (String service : services) {
      if (others == null || !others.contains(service)) {
        differing.add(service);
      }
    }
  }

  /** Services with an instance on a node whose address is not the one that was read. */
  static Set<String> afterNodes(Map<String, String> told, ReadIndex index) {
    Set<String> differing = new HashSet<>();
    index
        .nodes()
        .forEach(
            (node, byAddress) -> {
              String now = told.get(node);
              byAddress.forEach(
                  (address, services) -> {
                    if (!address.equals(now)) {
                      differing.addAll(services);
                    }
                  });
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

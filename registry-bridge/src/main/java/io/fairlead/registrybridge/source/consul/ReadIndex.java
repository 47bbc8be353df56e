package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.consul.ConsulInstance.CheckKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The services that were read, found by what watches tell: a check in a state, or a node. Kept up
 * with each service that is read, so that what a watch tells is compared at its own cost. Owned by
 * one {@link Knowledge}.
 */
final class ReadIndex {

  /** No watch tells of checks that pass, which are by far the most. */
  private static final List<String> TOLD =
      List.of(ConsulInstance.Check.CRITICAL, ConsulInstance.Check.WARNING);

  private final Map<String, List<ConsulInstance>> read = new HashMap<>();
  private final Map<String, Map<CheckKey, Set<String>>> byCheck = new HashMap<>();
  private final Map<String, Map<String, Set<String>>> byNode = new HashMap<>();

  ReadIndex() {
    TOLD.forEach(status -> byCheck.put(status, new HashMap<>()));
  }

  boolean hasRead(String service) {
    return read.containsKey(service);
  }

  /** As they were read last. */
  List<ConsulInstance> instances(String service) {
    return read.getOrDefault(service, List.of());
  }

  Set<String> services() {
    return read.keySet();
  }

  /** The services that had each check in this state when they were read. */
  Map<CheckKey, Set<String>> checksIn(String status) {
    return byCheck.getOrDefault(status, Map.of());
  }

  /** The nodes that have instances, each with its services by the address that it was read with. */
  Map<String, Map<String, Set<String>>> nodes() {
    return byNode;
  }

  Set<String> servicesOn(String node) {
    Set<String> services = new HashSet<>();
    byNode.getOrDefault(node, Map.of()).values().forEach(services::addAll);
    return services;
  }

  void put(String service, List<ConsulInstance> instances) {
    remove(service);
    read.put(service, instances);
    for (ConsulInstance instance : instances) {
      ConsulInstance.Node node = instance.node();
      byNode
          .computeIfAbsent(node.name(), name -> new HashMap<>())
          .computeIfAbsent(node.address(), address -> new HashSet<>())
          .add(service);
      for (String status : TOLD) {
        for (CheckKey key : instance.keysIn(status)) {
          byCheck
              .getOrDefault(status, Map.of())
              .computeIfAbsent(key, check -> new HashSet<>())
              .add(service);
        }
      }
    }
  }

  void remove(String service) {
    List<ConsulInstance> gone = read.remove(service);
    if (gone == null) {
      return;
    }
    for (ConsulInstance instance : gone) {
      removeFromNode(instance.node(), service);
      for (String status : TOLD) {
        Map<CheckKey, Set<String>> checks = byCheck.getOrDefault(status, Map.of());
        instance.keysIn(status).forEach(key -> drop(checks, key, service));
      }
    }
  }

  private void removeFromNode(ConsulInstance.Node node, String service) {
    Map<String, Set<String>> byAddress = byNode.get(node.name());
    if (byAddress != null) {
      drop(byAddress, node.address(), service);
      if (byAddress.isEmpty()) {
        byNode.remove(node.name());
      }
    }
  }

  private static <K> void drop(Map<K, Set<String>> services, K key, String gone) {
    Set<String> at = services.get(key);
    if (at != null && at.remove(gone) && at.isEmpty()) {
      services.remove(key);
    }
  }
}

package io.fairlead.registrybridge.source.consul;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One instance of a service as Consul tells it.
 *
 * @param checks its own and its node's
 */
record ConsulInstance(Node node, String id, Registration registration, List<Check> checks) {

  ConsulInstance {
    checks = List.copyOf(checks);
  }

  /** The host that the instance is registered at. */
  record Node(String name, String address) {}

  /**
   * What its owner registered.
   *
   * @param address empty for the node's
   * @param kind empty for an ordinary service; else one of Consul's own proxies and gateways
   */
  record Registration(
      String address, int port, List<String> tags, Map<String, String> meta, String kind) {
    Registration {
      tags = List.copyOf(tags);
      meta = Map.copyOf(meta);
    }
  }

  /** A check; {@code service} is empty where it is one of the node. */
  record Check(CheckKey key, String service, String status) {
    static final String CRITICAL = "critical";
    static final String WARNING = "warning";
  }

  /** Names a check within a datacenter. */
  record CheckKey(String node, String id) {}

  boolean has(String status) {
    return checks.stream().anyMatch(check -> check.status().equals(status));
  }

  /** The keys of its checks that are in one state. */
  Set<CheckKey> keysIn(String status) {
    return checks.stream()
        .filter(check -> check.status().equals(status))
        .map(Check::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The address by which it is reached. */
  String address() {
    return registration.address().isEmpty() ? node.address() : registration.address();
  }
}

package io.fairlead.controlplane.push;

import io.fairlead.model.MeshDifference;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.ServiceHost;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What one step of the mesh may change of what proxies serve.
 *
 * @param called the hosts that are called by other rules
 */
record OwnChanges(MeshState mesh, MeshDifference difference, Set<ServiceHost> called) {

  static OwnChanges of(MeshState before, MeshState after, MeshDifference difference) {
    Set<ServiceHost> called = new HashSet<>();
    for (ResourceName rule : difference.rules().destinationRules()) {
      add(before.rules(), rule, called);
      add(after.rules(), rule, called);
    }
    return new OwnChanges(after, difference, called);
  }

  private static void add(TrafficRules rules, ResourceName name, Set<ServiceHost> hosts) {
    DestinationRule rule = rules.destinationRules().get(name);
    if (rule != null) {
      hosts.add(rule.host());
    }
  }

  boolean touch(Proxy proxy) {
    return difference.policies().concern(proxy.namespace(), mesh.settings().rootNamespace())
        || !Collections.disjoint(difference.addresses(), proxy.addresses())
        || !Collections.disjoint(difference.owned(), proxy.addresses())
        || isRuled(proxy)
        || isCalledOtherwise(proxy);
  }

  /** A Sidecar says what is served, too. */
  private boolean isRuled(Proxy proxy) {
    String root = mesh.settings().rootNamespace();
    return difference.rules().egressScopes().stream()
        .map(ResourceName::namespace)
        .anyMatch(namespace -> namespace.equals(root) || namespace.equals(proxy.namespace()));
  }

  /** A rule for callers of a host is one for who serves it, too. */
  private boolean isCalledOtherwise(Proxy proxy) {
    return !called.isEmpty()
        && proxy.addresses().stream()
            .flatMap(address -> mesh.servicesAt(proxy.placement().network(), address).stream())
            .anyMatch(service -> !Collections.disjoint(service.host().coveredBy(), called));
  }
}

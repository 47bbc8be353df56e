package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A BackendTLSPolicy, read.
 *
 * @param tls what callers speak; where nobody can be believed, a TLS that no server can answer
 * @param accepted whether it is usable as far as it goes by itself
 * @param refs whether all that it names is there
 */
record TlsPolicy(
    RouteTitle title,
    List<Target> targets,
    ClientTLSSettings tls,
    Condition accepted,
    Condition refs,
    List<Problem> problems) {

  /**
   * What it is for.
   *
   * @param port by its name; empty for all of them
   */
  record Target(ResourceName service, String port) {}

  TlsPolicy {
    targets = List.copyOf(targets);
    problems = List.copyOf(problems);
  }

  /** In order. */
  Set<ResourceName> services() {
    Set<ResourceName> services = new TreeSet<>();
    targets.forEach(target -> services.add(target.service()));
    return services;
  }
}

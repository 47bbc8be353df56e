package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.PeerAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What was declared of who may call workloads, and how. */
record WorkloadPolicies(
    SharedMap<ResourceName, PeerAuthentication> peers,
    SharedMap<ResourceName, AccessPolicy> access) {

  static final WorkloadPolicies NONE = new WorkloadPolicies(SharedMap.sorted(), SharedMap.sorted());

  WorkloadPolicies with(PeerAuthentication policy) {
    return new WorkloadPolicies(peers.plus(policy.name(), policy), access);
  }

  WorkloadPolicies withoutPeers(ResourceName name) {
    return new WorkloadPolicies(peers.minus(name), access);
  }

  WorkloadPolicies with(AccessPolicy policy) {
    return policy.equals(access.get(policy.name()))
        ? this
        : new WorkloadPolicies(peers, access.plus(policy.name(), policy));
  }

  WorkloadPolicies withoutAccess(ResourceName name) {
    return access.containsKey(name) ? new WorkloadPolicies(peers, access.minus(name)) : this;
  }

  /** What {@code all} holds of one namespace, ordered by name. */
  static <P> List<P> in(
      String namespace, SharedMap<ResourceName, P> all, Function<P, ResourceName> name) {
    List<P> found = new ArrayList<>();
    for (P policy : all.valuesFrom(new ResourceName(namespace, "\0"))) {
      if (!name.apply(policy).namespace().equals(namespace)) {
        break;
      }
      found.add(policy);
    }
    return found;
  }
}

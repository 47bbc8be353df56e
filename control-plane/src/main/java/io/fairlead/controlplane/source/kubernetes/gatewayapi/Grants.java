package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import java.util.Collection;

/** Which resources of other namespaces may be named, as their owners say it. */
record Grants(Collection<ReferenceGrant> grants) {

  /** What refers, and where it is. */
  record From(String kind, String namespace) {}

  /** What is referred to; the group is Kubernetes' own. */
  record To(String kind, String namespace, String name) {}

  private static final String GROUP = "gateway.networking.k8s.io";

  boolean allow(From from, To to) {
    return from.namespace().equals(to.namespace())
        || grants.stream().anyMatch(grant -> allows(grant, from, to));
  }

  private static boolean allows(ReferenceGrant grant, From from, To to) {
    return grant.getMetadata().getNamespace().equals(to.namespace())
        && grant.getSpec() != null
        && grant.getSpec().getFrom().stream()
            .anyMatch(
                one ->
                    GROUP.equals(one.getGroup())
                        && from.kind().equals(one.getKind())
                        && from.namespace().equals(one.getNamespace()))
        && grant.getSpec().getTo().stream()
            .anyMatch(
                one ->
                    Text.of(one.getGroup()).isEmpty()
                        && to.kind().equals(one.getKind())
                        && Text.or(one.getName(), to.name()).equals(to.name()));
  }
}

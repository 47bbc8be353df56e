package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Source;
import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.AddressAttribute;
import io.fairlead.model.policy.Demand.Part;
import io.fairlead.model.policy.Demand.TextAttribute.Peer;
import java.util.List;
import java.util.stream.Stream;

/** What a source demands. */
final class AccessSources {

  private AccessSources() {}

  static List<Demand> demands(Source source, String namespace) {
    return Stream.of(
            AccessDemands.texts(
                new Peer(Part.PRINCIPAL),
                source.getPrincipalsList(),
                source.getNotPrincipalsList()),
            AccessDemands.texts(
                new Peer(Part.NAMESPACE),
                source.getNamespacesList(),
                source.getNotNamespacesList()),
            AccessDemands.accounts(
                source.getServiceAccountsList(), source.getNotServiceAccountsList(), namespace),
            AccessDemands.texts(
                new Peer(Part.TRUST_DOMAIN),
                source.getTrustDomainsList(),
                source.getNotTrustDomainsList()),
            AccessDemands.addresses(
                AddressAttribute.SOURCE, source.getIpBlocksList(), source.getNotIpBlocksList()),
            AccessDemands.addresses(
                AddressAttribute.CLIENT,
                source.getRemoteIpBlocksList(),
                source.getNotRemoteIpBlocksList()))
        .flatMap(demands -> demands)
        .toList();
  }
}

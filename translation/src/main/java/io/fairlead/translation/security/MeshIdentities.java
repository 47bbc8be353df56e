package io.fairlead.translation.security;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The identities that may stand behind the endpoints of a service. */
public final class MeshIdentities {

  private static final String SCHEME = "spiffe://";

  private MeshIdentities() {}

  public static String trustDomainPrefix(MeshSettings settings) {
    return SCHEME + settings.trustDomain() + "/";
  }

  public static String spiffeId(MeshSettings settings, Workload workload) {
    return trustDomainPrefix(settings)
        + "ns/"
        + workload.name().namespace()
        + "/sa/"
        + workload.membership().serviceAccount();
  }

  /**
   * Sorted. Hosts that joined but do not capture yet are among them: when one begins to, only its
   * endpoints change, and every caller already accepts it. Without a single joined host the list is
   * empty whatever the declaration says, because only a joined host says who.
   */
  public static List<String> of(
      MeshSettings settings, Service service, Collection<ResolvedEndpoint> endpoints) {
    TreeSet<String> identities = new TreeSet<>();
    for (ResolvedEndpoint endpoint : endpoints) {
      switch (endpoint.claim()) {
        case Claim.Owned(Workload workload) -> identities.add(spiffeId(settings, workload));
        case Claim.Nobody ignored -> {}
      }
    }
    if (!identities.isEmpty()) {
      service.discovery().subjectAltNames().stream()
          .filter(name -> name.startsWith(SCHEME))
          .forEach(identities::add);
    }
    return List.copyOf(identities);
  }
}

package io.fairlead.translation.security;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The identities that may stand behind the endpoints of a service. */
public final class MeshIdentities {

  private static final String SCHEME = "spiffe://";

  private MeshIdentities() {}

  /** What the identities of peers begin with. */
  public static List<String> prefixes(TrustDomains domains) {
    return domains.all().stream().map(MeshIdentities::prefix).toList();
  }

  private static String prefix(String trustDomain) {
    return SCHEME + trustDomain + "/";
  }

  public static String spiffeId(MeshSettings settings, Workload workload) {
    return prefix(settings.trustDomain())
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
    identities.stream()
        .flatMap(identity -> spellings(settings.trustDomains(), identity))
        .toList()
        .forEach(identities::add);
    return List.copyOf(identities);
  }

  /** An identity of the mesh as each of its trust domains writes it; any other as it is. */
  private static Stream<String> spellings(TrustDomains domains, String identity) {
    List<String> prefixes = prefixes(domains);
    return prefixes.stream()
        .filter(identity::startsWith)
        .flatMap(
            prefix -> prefixes.stream().map(other -> other + identity.substring(prefix.length())));
  }
}

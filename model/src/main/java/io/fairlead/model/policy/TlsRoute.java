package io.fairlead.model.policy;

import io.fairlead.model.policy.TcpRoute.TcpMatch;
import io.fairlead.model.service.ServiceHost;
import java.util.List;

/**
 * Where some TLS connections go, which nobody opens on the way.
 *
 * @param matches any of them; at least one
 * @param shares at least one; chosen by weight where there are more
 */
public record TlsRoute(List<TlsMatch> matches, List<TcpRoute.Share> shares) {

  public TlsRoute {
    matches = List.copyOf(matches);
    shares = List.copyOf(shares);
  }

  /**
   * Which connections, of which callers. All of it must hold.
   *
   * @param serverNames any of them, by the name that the client asks for; may be wildcards
   */
  public record TlsMatch(List<ServiceHost> serverNames, TcpMatch connection) {
    public TlsMatch {
      serverNames = List.copyOf(serverNames);
    }
  }

  /** Whether a sidecar in {@code namespace} may go this way, whatever its labels. */
  public boolean isForSidecarsIn(String namespace) {
    return matches.stream()
        .anyMatch(match -> match.connection().caller().mayBeSidecarIn(namespace));
  }
}

package io.fairlead.model.policy;

import java.util.List;

/**
 * Where some connections go.
 *
 * @param matches any of them; empty: every connection
 * @param shares at least one; chosen by weight where there are more
 */
public record TcpRoute(List<TcpMatch> matches, List<Share> shares) {

  public TcpRoute {
    matches = List.copyOf(matches);
    shares = List.copyOf(shares);
  }

  /**
   * Which connections, of which callers. All of it must hold.
   *
   * @param subnets of the address that was called; empty: any
   * @param port that was called; 0: any
   */
  public record TcpMatch(List<String> subnets, int port, Caller caller) {
    public TcpMatch {
      subnets = List.copyOf(subnets);
    }
  }

  /** A target and its part of the connections. */
  public record Share(RouteTarget target, int weight) {}

  /** Whether a sidecar in {@code namespace} may go this way, whatever its labels. */
  public boolean isForSidecarsIn(String namespace) {
    return matches.isEmpty()
        || matches.stream().anyMatch(match -> match.caller().mayBeSidecarIn(namespace));
  }
}

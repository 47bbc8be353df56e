package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.service.ServiceHost;
import java.util.List;

/**
 * Where some HTTP requests go.
 *
 * @param name empty where it has none
 * @param matches any of them; empty: every request
 * @param targets at least one; chosen by weight where there are more
 */
public record HttpRoute(
    String name, List<HttpMatch> matches, List<RouteTarget> targets, TimeLimit timeout) {

  public HttpRoute {
    matches = List.copyOf(matches);
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a route leads somewhere");
    }
  }

  /** Which requests, of which callers. All of it must hold. */
  public record HttpMatch(UriMatch uri, Caller caller) {}

  /**
   * Who calls; known before any request is.
   *
   * @param labels empty: any
   * @param namespace empty: any
   */
  public record Caller(Labels labels, String namespace) {
    public static final Caller ANYBODY = new Caller(Labels.NONE, "");

    public boolean isIn(String caller) {
      return namespace.isEmpty() || namespace.equals(caller);
    }
  }

  /** What the path of a request must be. */
  public sealed interface UriMatch {
    record Anything() implements UriMatch {}

    record Exact(String path) implements UriMatch {}

    record Prefix(String path) implements UriMatch {}
  }

  /**
   * One of the places that a route leads to.
   *
   * @param port of the target; 0: its only one, else the one that was called
   */
  public record RouteTarget(ServiceHost host, int port, int weight) {}

  /** Whether a caller in {@code namespace} may go this way, whatever its labels. */
  public boolean isFor(String namespace) {
    return matches.isEmpty() || matches.stream().anyMatch(m -> m.caller().isIn(namespace));
  }
}

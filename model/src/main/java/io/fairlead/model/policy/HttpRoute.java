package io.fairlead.model.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of some HTTP requests.
 *
 * @param name empty where it has none
 * @param matches any of them; empty: every request
 */
public record HttpRoute(
    String name, List<HttpMatch> matches, HttpAction action, Handling handling) {

  public HttpRoute {
    matches = List.copyOf(matches);
  }

  /**
   * Which requests, of which callers. All of it must hold.
   *
   * @param name empty where it has none
   * @param port that was called; 0: any
   * @param statPrefix of the statistics that the requests are counted in; empty: none of their own
   */
  public record HttpMatch(
      String name, RequestMatch request, int port, Caller caller, String statPrefix) {

    /** Every request to every port. */
    public static HttpMatch of(RequestMatch request, Caller caller) {
      return new HttpMatch("", request, 0, caller, "");
    }
  }

  /** Every place that a request or a copy of it may go to, and who is asked whether it may. */
  public Stream<RouteTarget> targets() {
    return Stream.concat(destinations(), handling.screening().asked());
  }

  private Stream<RouteTarget> destinations() {
    Stream<RouteTarget> mirrors =
        handling.mirrors().stream()
            .filter(mirror -> mirror.part() > 0)
            .map(Handling.Mirror::target);
    return switch (action) {
      case HttpAction.Forward(List<HttpAction.Share> shares) ->
          Stream.concat(shares.stream().map(HttpAction.Share::target), mirrors);
      case HttpAction.Redirect ignored -> Stream.empty();
      case HttpAction.Answer ignored -> Stream.empty();
      case HttpAction.Delegate ignored -> Stream.empty();
    };
  }

  /** Whether a sidecar in {@code namespace} may go this way, whatever its labels. */
  public boolean isForSidecarsIn(String namespace) {
    return matches.isEmpty()
        || matches.stream().anyMatch(match -> match.caller().mayBeSidecarIn(namespace));
  }
}

package io.fairlead.conformance.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is expected of a line of a table. Whatever is not set is not looked at. */
public record Expectation(Answer answer, Upstream upstream, Timing timing, Spread spread) {

  /**
   * What the application sees.
   *
   * @param headers a header without a value must not be there
   * @param isClosed the connection ends without an answer
   */
  public record Answer(
      Optional<Integer> status,
      Map<String, Optional<String>> headers,
      Optional<String> body,
      boolean isClosed) {}

  /**
   * What arrived behind the Envoy.
   *
   * @param from the backend that answered; empty where it was Envoy itself
   * @param attempts how often the request arrived, mirrors not counted
   * @param mirrored backends to the percentage of requests that they get a copy of
   */
  public record Upstream(
      Optional<String> from,
      Map<String, Optional<String>> saw,
      Map<String, Optional<String>> sawHeaders,
      Optional<Integer> attempts,
      Map<String, Integer> mirrored) {}

  /** How long the answer may take. */
  public record Timing(Duration atLeast, Duration atMost) {}

  /**
   * How repeated requests are spread.
   *
   * @param shares backends, or statuses, to their percentage
   * @param isSame all were answered by one backend
   * @param only all were answered by these
   * @param atLeast so many backends answered
   */
  public record Spread(
      Map<String, Integer> shares, boolean isSame, List<String> only, int atLeast) {}
}

package io.fairlead.model.policy;

import java.util.List;

/** Which pages of other origins a browser lets call. */
public sealed interface Cors {

  /** Nobody says anything: the application does. */
  record Unsaid() implements Cors {}

  /**
   * @param maxAge how long a browser may remember the answer; none: as it does by itself
   * @param forwardsUnmatched whether the application is asked where no origin fits
   */
  record Allowed(
      List<StringMatch> origins,
      Lists lists,
      TimeLimit maxAge,
      boolean allowsCredentials,
      boolean forwardsUnmatched)
      implements Cors {
    public Allowed {
      origins = List.copyOf(origins);
    }
  }

  /** What may be sent, and what may be read of the answer. */
  record Lists(List<String> methods, List<String> headers, List<String> exposedHeaders) {
    public Lists {
      methods = List.copyOf(methods);
      headers = List.copyOf(headers);
      exposedHeaders = List.copyOf(exposedHeaders);
    }
  }
}

package io.fairlead.model.policy;

import java.util.List;

/** Whether a request that failed is sent again. */
public sealed interface Retries {

  /** As the mesh does it where nobody says anything. */
  record Standard() implements Retries {}

  record Never() implements Retries {}

  /**
   * @param attempts at least one, beside the first
   * @param backoff the first rest between two; none: the proxy's default
   */
  record Upto(int attempts, Condition on, TimeLimit perTry, Places places, TimeLimit backoff)
      implements Retries {}

  /**
   * What counts as failed.
   *
   * @param policies by the names that proxies know; empty with no codes: as the mesh does it
   * @param codes of HTTP
   */
  record Condition(List<String> policies, List<Integer> codes) {

    public static final Condition STANDARD = new Condition(List.of(), List.of());

    public Condition {
      policies = List.copyOf(policies);
      codes = List.copyOf(codes);
    }

    public boolean isStandard() {
      return policies.isEmpty() && codes.isEmpty();
    }
  }

  /** Where the next attempt goes. */
  record Places(Repeats repeats, boolean mayBeRemote) {
    public static final Places STANDARD = new Places(Repeats.STANDARD, false);
  }

  /** Whether an endpoint that was tried may be tried again. */
  enum Repeats {
    /** Rather not, unless a hash chooses the endpoint. */
    STANDARD,
    AVOIDED,
    ALLOWED
  }
}

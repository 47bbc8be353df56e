package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPRetry;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Retries.Condition;
import io.fairlead.model.policy.Retries.Places;
import io.fairlead.model.policy.Retries.Repeats;
import io.fairlead.model.policy.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads whether a request that failed is sent again. */
record RetriesReader(Findings findings) {

  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;

  private static final Set<String> CONDITIONS =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  Retries read(String path, HTTPRetry retries) {
    Condition condition = condition(path + ".retryOn", retries.getRetryOn());
    TimeLimit perTry =
        TimeLimits.positive(
            path + ".perTryTimeout",
            retries.hasPerTryTimeout(),
            retries.getPerTryTimeout(),
            findings);
    TimeLimit backoff =
        TimeLimits.positive(
            path + ".backoff", retries.hasBackoff(), retries.getBackoff(), findings);
    if (retries.getAttempts() > 0) {
      return new Retries.Upto(retries.getAttempts(), condition, perTry, places(retries), backoff);
    }
    none(path, retries);
    return new Retries.Never();
  }

  private void none(String path, HTTPRetry retries) {
    boolean saysMore =
        retries.hasPerTryTimeout()
            || !retries.getRetryOn().isEmpty()
            || retries.hasRetryRemoteLocalities();
    if (retries.getAttempts() < 0) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".attempts",
          retries.getAttempts() + " is below 0: use 0 for no retries");
    } else if (saysMore) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".attempts",
          "is 0, which turns retries off, and other fields say how to retry: use 1 or more, or"
              + " remove the others");
    }
  }

  private static Places places(HTTPRetry retries) {
    Repeats repeats = Repeats.STANDARD;
    if (retries.hasRetryIgnorePreviousHosts()) {
      repeats =
          retries.getRetryIgnorePreviousHosts().getValue() ? Repeats.AVOIDED : Repeats.ALLOWED;
    }
    return new Places(repeats, retries.getRetryRemoteLocalities().getValue());
  }

  private Condition condition(String path, String text) {
    List<String> policies = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String word = part.strip();
      if (word.matches("\\d{3}") && isStatus(Integer.parseInt(word))) {
        codes.add(Integer.parseInt(word));
      } else if (CONDITIONS.contains(word)) {
        policies.add(word);
      } else {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path,
            Excerpt.of(word)
                + " is nothing to retry on: write a status such as 503, or a condition such as"
                + " 5xx, connect-failure or unavailable");
      }
    }
    return new Condition(policies, codes);
  }

  private static boolean isStatus(int code) {
    return code >= FIRST_STATUS && code <= LAST_STATUS;
  }
}

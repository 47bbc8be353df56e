package io.fairlead.conformance.traffic;

import java.time.Duration;

/** What a request asks a backend to do, written into its own headers by the table. */
final class Plan {

  private static final String ANSWER = "x-answer";
  private static final String QUERY = "?answer:";
  private static final String DELAY = "x-delay";

  private Plan() {}

  /**
   * The status that an attempt is answered with.
   *
   * @param attempt from 0 on
   * @param otherwise where the request asks for none
   */
  static int status(Arrival arrival, int attempt, int otherwise) {
    String plan = plan(arrival);
    if (plan.isEmpty()) {
      return otherwise;
    }
    String[] parts = plan.split(",");
    if (!plan.contains("=")) {
      return Integer.parseInt(parts[Math.min(attempt, parts.length - 1)]);
    }
    for (String part : parts) {
      String[] pair = part.split("=");
      if (pair[0].equals(arrival.backend())) {
        return Integer.parseInt(pair[1]);
      }
    }
    return otherwise;
  }

  /** Of requests that nobody can give a header, such as health checks, the query says it. */
  private static String plan(Arrival arrival) {
    int query = arrival.path().indexOf(QUERY);
    return query < 0
        ? arrival.headers().getOrDefault(ANSWER, "")
        : arrival.path().substring(query + QUERY.length());
  }

  /** How long the backend thinks. */
  static Duration delay(Arrival arrival) {
    return Duration.ofMillis(Long.parseLong(arrival.headers().getOrDefault(DELAY, "0")));
  }
}

package io.fairlead.conformance;

import io.fairlead.conformance.scenario.Expectation;
import io.fairlead.conformance.scenario.Request;
import io.fairlead.conformance.traffic.Arrival;
import io.fairlead.conformance.traffic.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what was seen against what was expected, and says each difference in a sentence. */
final class Checks {

  private static final String ANY_VALUE_LIKE = "~";

  private final List<String> found = new ArrayList<>();

  private Checks() {}

  static List<String> of(Verdict verdict) {
    Checks checks = new Checks();
    Expectation expected = verdict.row().expectation();
    for (Seen seen : verdict.seen()) {
      checks.answer(expected.answer(), seen);
      checks.upstream(expected.upstream(), seen);
      checks.timing(expected.timing(), seen);
    }
    checks.spread(expected.spread(), verdict);
    checks.mirrored(expected.upstream().mirrored(), verdict);
    return checks.found.stream().distinct().limit(8).toList();
  }

  private void answer(Expectation.Answer expected, Seen seen) {
    if (expected.isClosed() != seen.isClosed()) {
      found.add(seen.isClosed() ? "closed without an answer" : "answered, not closed: " + seen);
      return;
    }
    expected.status().ifPresent(status -> equal("status", status, seen.status()));
    expected.body().ifPresent(body -> like("body", Optional.of(body), seen.body()));
    expected
        .headers()
        .forEach((name, value) -> like("answer's " + name, value, seen.headers().get(name)));
  }

  private void upstream(Expectation.Upstream expected, Seen seen) {
    expected.from().ifPresent(from -> equal("backend", from, seen.backend()));
    expected
        .attempts()
        .ifPresent(count -> equal("attempts", count, attempts(expected, seen).size()));
    if (expected.saw().isEmpty() && expected.sawHeaders().isEmpty()) {
      return;
    }
    if (attempts(expected, seen).isEmpty()) {
      found.add("nothing arrived; the answer was " + seen.status());
      return;
    }
    Arrival arrival = attempts(expected, seen).getLast();
    expected.saw().forEach((part, value) -> like("arriving " + part, value, part(arrival, part)));
    expected
        .sawHeaders()
        .forEach((name, value) -> like("arriving " + name, value, arrival.headers().get(name)));
  }

  private static List<Arrival> attempts(Expectation.Upstream expected, Seen seen) {
    return seen.attempts(expected.mirrored().keySet());
  }

  private static String part(Arrival arrival, String part) {
    return switch (part) {
      case "path" -> arrival.path();
      case "method" -> arrival.method();
      case "host" -> arrival.host();
      default -> throw new IllegalArgumentException("saw knows path, method, host, not " + part);
    };
  }

  private void timing(Expectation.Timing expected, Seen seen) {
    if (seen.time().compareTo(expected.atLeast()) < 0) {
      found.add("took only " + seen.time());
    }
    if (seen.time().compareTo(expected.atMost()) > 0) {
      found.add("took " + seen.time());
    }
  }

  private void spread(Expectation.Spread expected, Verdict verdict) {
    Map<String, Long> counts =
        verdict.seen().stream()
            .collect(Collectors.groupingBy(Checks::whoAnswered, Collectors.counting()));
    expected
        .shares()
        .forEach(
            (name, percentage) ->
                plausible(name, counts.getOrDefault(name, 0L), verdict, percentage));
    if (!expected.shares().isEmpty() && !expected.shares().keySet().containsAll(counts.keySet())) {
      found.add("answered by " + counts + ", expected " + expected.shares());
    }
    if (expected.isSame() && counts.size() != 1) {
      found.add("answered by several: " + counts);
    }
    if (!expected.only().isEmpty() && !expected.only().containsAll(counts.keySet())) {
      found.add("answered by " + counts + ", expected only " + expected.only());
    }
    if (counts.size() < expected.atLeast()) {
      found.add("answered by " + counts + ", expected " + expected.atLeast() + " backends");
    }
  }

  /** A backend's name, or the status where Envoy answered. */
  private static String whoAnswered(Seen seen) {
    return seen.backend().isEmpty() ? String.valueOf(seen.status()) : seen.backend();
  }

  private void mirrored(Map<String, Integer> expected, Verdict verdict) {
    expected.forEach(
        (name, percentage) ->
            plausible(
                "copies to " + name,
                verdict.seen().stream().mapToLong(seen -> seen.copies(name)).sum(),
                verdict,
                percentage));
  }

  private void plausible(String what, long count, Verdict verdict, int percentage) {
    Request request = verdict.row().request();
    if (!Binomial.isPlausible((int) count, request.times(), percentage)) {
      found.add(
          "%s: %d of %d, which %d %% do not explain"
              .formatted(what, count, request.times(), percentage));
    }
  }

  private void equal(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      found.add(what + " is '" + seen + "', expected '" + expected + "'");
    }
  }

  /** A text, or a pattern behind a tilde; nothing expects nothing. */
  private void like(String what, Optional<String> expected, @Nullable String seen) {
    boolean isLike =
        expected
            .map(
                text ->
                    seen != null
                        && (text.startsWith(ANY_VALUE_LIKE)
                            ? seen.matches("(?s)" + text.substring(1))
                            : text.equals(seen)))
            .orElse(seen == null);
    if (!isLike) {
      found.add(
          "%s is '%s', expected %s"
              .formatted(
                  what,
                  Objects.toString(seen, "nothing"),
                  expected.orElse("that it is not there")));
    }
  }
}

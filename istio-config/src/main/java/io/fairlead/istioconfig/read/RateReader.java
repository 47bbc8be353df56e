package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.GoDuration;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Rate;
import io.fairlead.model.policy.TimeLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rates such as {@code 100/1s}.
 *
 * @param name of the annotation
 * @param burst the annotation that says what may come at once
 */
record RateReader(OurAnnotations said, String name, String burst) {

  private static final Pattern RATE = Pattern.compile("(?<amount>\\d{1,9})/(?<interval>.+)");

  /** Proxies refuse less. */
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST = 999_999_999;

  /** Nothing where the annotation is not there, or is no rate. */
  Optional<Rate> read() {
    if (!said.has(name)) {
      if (said.has(burst)) {
        said.error(
            ProblemCode.NEEDS_OTHER_FIELD, burst, "is of no use without " + name + ": write both");
      }
      return Optional.empty();
    }
    String text = said.text(name, "");
    Matcher matcher = RATE.matcher(text);
    Optional<Duration> interval =
        matcher.matches() ? GoDuration.parse(matcher.group("interval")) : Optional.empty();
    int amount = matcher.matches() ? Integer.parseInt(matcher.group("amount")) : 0;
    if (amount < 1 || interval.isEmpty()) {
      said.error(
          ProblemCode.BAD_RATE,
          name,
          Excerpt.of(text) + " is no rate: write one such as 100/1s, of 1 or more");
      return Optional.empty();
    }
    if (!isInterval(interval.get())) {
      said.error(
          ProblemCode.BAD_DURATION,
          name,
          Excerpt.of(text) + " has no interval of 50ms to 24h in whole milliseconds: write one");
      return Optional.empty();
    }
    return Optional.of(new Rate(amount, TimeLimit.of(interval.get()), burst(amount)));
  }

  private static boolean isInterval(Duration interval) {
    return interval.compareTo(SHORTEST) >= 0
        && interval.compareTo(LONGEST) <= 0
        && TimeLimit.of(interval).isWholeMillis();
  }

  private int burst(int amount) {
    return said.count(burst, amount, new OurAnnotations.Range("burst", amount, MOST));
  }
}

package io.fairlead.istioconfig;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Durations as Istio's users write them: protobuf's 1.5s, and Go's 1h30m; never below zero. */
public final class GoDuration {

  private static final int MAX_LENGTH = 40;
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

  /** Protobuf's bound, some ten thousand years. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(315_576_000_000L);

  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "ns", new BigDecimal("1e-9"),
          "us", new BigDecimal("1e-6"),
          "\u00b5s", new BigDecimal("1e-6"),
          "ms", new BigDecimal("1e-3"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600));

  private GoDuration() {}

  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unitAt = skip(text, at, true);
      int end = skip(text, unitAt, false);
      BigDecimal unit = UNITS.get(text.substring(unitAt, end));
      Optional<BigDecimal> amount = amount(text.substring(at, unitAt));
      if (unit == null || amount.isEmpty()) {
        return Optional.empty();
      }
      seconds = seconds.add(amount.get().multiply(unit));
      at = end;
    }
    return seconds.compareTo(MAX_SECONDS) > 0 ? Optional.empty() : Optional.of(duration(seconds));
  }

  /** In protobuf's form. */
  public static String format(Duration duration) {
    BigDecimal nanos = BigDecimal.valueOf(duration.getNano()).divide(BILLION);
    BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(nanos);
    return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
  }

  private static Duration duration(BigDecimal seconds) {
    long whole = seconds.longValue();
    BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
    return Duration.ofSeconds(whole, fraction.multiply(BILLION).longValue());
  }

  private static Optional<BigDecimal> amount(String digits) {
    try {
      return digits.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The end of a run of digits and dots, or of anything else. */
  private static int skip(String text, int from, boolean isNumeric) {
    int at = from;
    while (at < text.length() && isNumeric == isNumeric(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }
}

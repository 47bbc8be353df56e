package io.fairlead.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one scalar of the file as the type that the record asks for. */
final class ScalarReader {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private ScalarReader() {}

  /**
   * The value, or nothing where the text is not of that type; {@link #expectation} says what is.
   */
  static Optional<Object> read(String text, Class<?> type) {
    if (type == String.class) {
      return Optional.of(text);
    }
    if (type == Path.class) {
      return Optional.of(Path.of(text));
    }
    if (type == int.class) {
      return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
    if (type == boolean.class) {
      return text.equals("true") || text.equals("false")
          ? Optional.of(text.equals("true"))
          : Optional.empty();
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> name(constant).equals(text))
          .findFirst()
          .map(constant -> constant);
    }
    throw new IllegalStateException("settings have no scalar of type " + type.getName());
  }

  /** What a scalar of this type looks like. */
  static String expectation(Class<?> type) {
    if (type == int.class) {
      return "a whole number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == Duration.class) {
      return "a duration such as 500ms, 10s, 5m, 1h or 1d";
    }
    return type.isEnum() ? "one of " + String.join(", ", names(type)) : "a text";
  }

  private static Optional<Object> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    return Optional.of(unit.multipliedBy(Long.parseLong(matcher.group(1))));
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(ScalarReader::name).toList();
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.fairlead.istioconfig.fields;

import java.util.Arrays;
import java.util.List;

/**
 * One line of the table of fields.
 *
 * @param status whether the field has an effect
 * @param path of the field, or one that ends in {@code .*} for all below it
 * @param effect what follows from it, or why nothing does; for {@link Status#SAME} another path
 * @param goldens cases that show it
 */
record FieldRow(String path, Status status, String effect, List<String> goldens) {

  /** What becomes of a field that is set. */
  enum Status {
    YES("yes"),
    REFUSED("refused"),
    WARNED("warned"),
    /** As the fields below another path. */
    SAME("same as");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    static Status parse(String text) {
      return Arrays.stream(values())
          .filter(status -> status.text.equals(text))
          .findFirst()
          .orElseThrow(() -> new AssertionError("'" + text + "' is no status of a field"));
    }
  }

  private static final String EVERYTHING = "*";

  static FieldRow refused(String path) {
    return new FieldRow(path, Status.REFUSED, "not translated yet", List.of());
  }

  static FieldRow parse(String line) {
    String[] cells = line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1);
    if (cells.length != 4) {
      throw new AssertionError("a row has four cells, and this one " + cells.length + ": " + line);
    }
    List<String> goldens =
        Arrays.stream(cells[3].split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    return new FieldRow(
        unquoted(cells[0].strip()), Status.parse(cells[1].strip()), cells[2].strip(), goldens);
  }

  String line() {
    return "| `%s` | %s | %s | %s |"
        .formatted(path, status.text, effect, String.join(", ", goldens))
        .replace("|  |", "| |");
  }

  boolean isPattern() {
    return path.endsWith(EVERYTHING);
  }

  /** Whether the row is about the field of this path. */
  boolean covers(String field) {
    return isPattern()
        ? field.startsWith(path.substring(0, path.length() - EVERYTHING.length()))
        : field.equals(path);
  }

  /** For {@link Status#SAME}: the path that says what becomes of the field. */
  String counterpart(String field) {
    String other = unquoted(effect);
    return other.substring(0, other.length() - EVERYTHING.length())
        + field.substring(path.length() - EVERYTHING.length());
  }

  private static String unquoted(String text) {
    return text.replace("`", "");
  }
}

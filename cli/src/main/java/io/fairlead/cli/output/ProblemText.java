package io.fairlead.cli.output;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A problem for people, with the line that it is about and a caret, and for programs. */
public final class ProblemText {

  private static final int MAX_LINE = 160;
  private static final int MAX_PART = 700;

  private ProblemText() {}

  /**
   * @param lines of the text that the problem is about; empty where they are not at hand
   */
  public static String of(Problem problem, List<String> lines) {
    return of(problem, lines, Paint.NONE);
  }

  public static String of(Problem problem, List<String> lines, Paint paint) {
    StringBuilder out = new StringBuilder();
    String place = problem.location().toString();
    if (!place.isEmpty()) {
      out.append(paint.bold(Excerpt.clean(place, MAX_PART) + ":")).append(' ');
    }
    out.append(paint.of(problem.severity(), severity(problem))).append(": ");
    for (String part : List.of(problem.resource(), problem.field())) {
      if (!part.isEmpty()) {
        out.append(Excerpt.clean(part, MAX_PART)).append(": ");
      }
    }
    out.append(Excerpt.clean(problem.message(), MAX_PART)).append('\n');
    line(problem.location(), lines).ifPresent(line -> out.append(snippet(problem, line, paint)));
    return out.toString();
  }

  private static String severity(Problem problem) {
    String severity = problem.severity().name().toLowerCase(Locale.ROOT);
    return problem.code().isEmpty()
        ? severity
        : severity + "[" + Excerpt.clean(problem.code(), MAX_PART) + "]";
  }

  private static Optional<String> line(SourceLocation at, List<String> lines) {
    return at.line() >= 1 && at.line() <= lines.size()
        ? Optional.of(lines.get(at.line() - 1))
        : Optional.empty();
  }

  /** Columns count code points, and each is shown as one character, so that the caret fits. */
  private static String snippet(Problem problem, String line, Paint paint) {
    int[] points = line.codePoints().toArray();
    int column = Math.clamp(problem.location().column(), 1, points.length + 1) - 1;
    int first = Math.max(0, column - MAX_LINE / 2);
    StringBuilder shown = new StringBuilder();
    for (int i = first; i < points.length && i < first + MAX_LINE; i++) {
      shown.append(printable(points[i]));
    }
    String number = "%5d".formatted(problem.location().line());
    String caret = " ".repeat(column - first) + "^";
    return paint.faint(number + " |")
        + (" " + shown).stripTrailing()
        + "\n"
        + paint.faint(" ".repeat(number.length()) + " |")
        + " "
        + paint.of(problem.severity(), caret)
        + "\n";
  }

  private static String printable(int point) {
    if (point == '\t') {
      return " ";
    }
    boolean isOdd = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
    return isOdd || !Character.isBmpCodePoint(point) ? "?" : Character.toString(point);
  }

  /** What programs read; docs/reference/cli.md promises it. */
  public static Map<String, Object> tree(Problem problem) {
    String resource = problem.resource();
    int space = resource.indexOf(' ');
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    tree.put("code", problem.code());
    tree.put("resource", resource);
    tree.put("kind", space < 0 ? resource : resource.substring(0, space));
    tree.put("name", space < 0 ? "" : resource.substring(space + 1));
    tree.put("field", problem.field());
    tree.put("file", problem.location().file());
    tree.put("line", problem.location().line());
    tree.put("column", problem.location().column());
    tree.put("message", problem.message());
    return tree;
  }
}

package io.fairlead.istioconfig.fields;

import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page with one row for each field of each kind. */
final class FieldsPage {

  static final Path FILE = Path.of("../docs/reference/traffic-fields.md").toAbsolutePath();

  private static final String SECTION = "## ";
  private static final String HEADER = "| Field |";
  private static final String ROW = "| `";

  private final Map<String, List<FieldRow>> rows = new LinkedHashMap<>();

  private FieldsPage() {}

  static FieldsPage read() {
    FieldsPage page = new FieldsPage();
    String kind = "";
    for (String line : Goldens.read(FILE).split("\n", -1)) {
      if (line.startsWith(SECTION)) {
        kind = line.substring(SECTION.length()).strip();
        page.rows.put(kind, new ArrayList<>());
      } else if (line.startsWith(ROW)) {
        page.rows.get(kind).add(FieldRow.parse(line));
      }
    }
    return page;
  }

  List<String> kinds() {
    return List.copyOf(rows.keySet());
  }

  List<FieldRow> rows(String kind) {
    return rows.getOrDefault(kind, List.of());
  }

  /** The most telling row that is about a field. */
  Optional<FieldRow> row(String kind, String path) {
    return rows(kind).stream()
        .filter(row -> row.covers(path))
        .max(Comparator.comparingInt(row -> row.isPattern() ? row.path().length() : 10_000));
  }

  /** The page with a row for each field that had none, in the order of the fields. */
  String completed(Map<String, List<String>> fields) {
    StringBuilder text = new StringBuilder();
    String kind = "";
    for (String line : Goldens.read(FILE).split("\n", -1)) {
      if (line.startsWith(SECTION)) {
        kind = line.substring(SECTION.length()).strip();
      }
      if (!line.startsWith(ROW)) {
        text.append(line).append('\n');
      }
      if (line.startsWith("|---")) {
        completed(kind, fields.getOrDefault(kind, List.of()))
            .forEach(row -> text.append(row.line()).append('\n'));
      }
    }
    return text.substring(0, text.length() - 1);
  }

  private List<FieldRow> completed(String kind, List<String> fields) {
    Map<String, FieldRow> ordered = new LinkedHashMap<>();
    for (String field : fields) {
      FieldRow row = row(kind, field).orElseGet(() -> FieldRow.refused(field));
      ordered.putIfAbsent(row.path(), row);
    }
    rows(kind).forEach(row -> ordered.putIfAbsent(row.path(), row));
    return List.copyOf(ordered.values());
  }
}

package io.fairlead.cli.output;

import io.fairlead.istioconfig.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, without colours or frames, for people and for awk. */
public final class Table {

  private static final int MAX_CELL = 200;
  private static final int GAP = 3;

  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> head) {
    rows.add(head);
  }

  public static Table of(String... head) {
    return new Table(List.of(head));
  }

  public static Table of(List<String> head) {
    return new Table(List.copyOf(head));
  }

  public Table row(String... cells) {
    return row(Arrays.asList(cells));
  }

  /** An empty cell is shown as a dash, so that columns can be counted. */
  public Table row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has a cell for each column");
    }
    rows.add(cells.stream().map(c -> c.isEmpty() ? "-" : Excerpt.clean(c, MAX_CELL)).toList());
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] + GAP - row.get(i).length());
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}

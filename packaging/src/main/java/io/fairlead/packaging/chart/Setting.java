package io.fairlead.packaging.chart;

import java.util.List;

/**
 * Values that are explained together.
 *
 * @param keys paths such as {@code images.hub}
 * @param standard what the first has where nothing is said; empty where it is more than one line
 */
record Setting(List<String> keys, String standard, String meaning) {

  Setting {
    keys = List.copyOf(keys);
  }

  /** As a row of a table. */
  String row() {
    return "| "
        + String.join(", ", keys.stream().map(key -> "`" + key + "`").toList())
        + " | "
        + (standard.isEmpty() ? "see `values.yaml`" : "`" + standard + "`")
        + " | "
        + meaning
        + " |\n";
  }
}

package io.fairlead.vmagent.identity;

import java.util.Map;
import java.util.TreeMap;

/** Reads labels as Kubernetes' downward API writes them: a line each, {@code key="value"}. */
public final class PodLabels {

  private static final int MOST = 1_000;

  private PodLabels() {}

  /** Lines of another form are left out. A label's value has nothing in it that is escaped. */
  public static Map<String, String> parse(String text) {
    Map<String, String> labels = new TreeMap<>();
    text.lines()
        .limit(MOST)
        .forEach(
            line -> {
              int at = line.indexOf("=\"");
              if (at > 0 && line.length() > at + 2 && line.endsWith("\"")) {
                labels.put(line.substring(0, at), line.substring(at + 2, line.length() - 1));
              }
            });
    return labels;
  }
}

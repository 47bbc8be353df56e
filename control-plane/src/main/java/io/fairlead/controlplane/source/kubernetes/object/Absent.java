package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.Labels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the client leaves out, as empty values. */
final class Absent {

  private Absent() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static <V> Map<String, V> map(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }

  static Labels labels(@Nullable Map<String, String> labels) {
    return labels == null || labels.isEmpty() ? Labels.NONE : new Labels(labels);
  }

  static boolean is(@Nullable Boolean claim) {
    return claim != null && claim;
  }
}

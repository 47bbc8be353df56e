package io.fairlead.model;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Labels of a workload, or the labels that a selector asks for. */
public record Labels(Map<String, String> values) implements Comparable<Labels> {

  public static final Labels NONE = new Labels(Map.of());

  public Labels {
    values = Map.copyOf(values);
  }

  public static Labels of(String key, String value) {
    return new Labels(Map.of(key, value));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether every label asked for by {@code selector} is here with its value. */
  public boolean matches(Labels selector) {
    return values.entrySet().containsAll(selector.values.entrySet());
  }

  /** The value of a label; empty where there is none. */
  public String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** These and, of keys that are not here, those of {@code base}. */
  public Labels over(Labels base) {
    if (values.isEmpty() || base.values.isEmpty()) {
      return values.isEmpty() ? base : this;
    }
    Map<String, String> all = new HashMap<>(base.values);
    all.putAll(values);
    return new Labels(all);
  }

  @Override
  public int compareTo(Labels other) {
    return text().compareTo(other.text());
  }

  private String text() {
    return new TreeMap<>(values).toString();
  }
}

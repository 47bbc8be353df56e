package io.fairlead.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A mapping of the cases' own YAML, read strictly: a key that nobody knows fails the case. */
record YamlValue(Map<String, Object> fields) {

  static YamlValue parse(String text) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
    return of(root == null ? Map.of() : root);
  }

  private static YamlValue of(Object node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("expected a mapping but found " + node);
    }
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return new YamlValue(fields);
  }

  YamlValue knowing(String... keys) {
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(Set.of(keys));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown keys " + unknown + " in " + fields);
    }
    return this;
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  String text(String key, String otherwise) {
    Object value = fields.get(key);
    return value == null ? otherwise : String.valueOf(value);
  }

  String text(String key) {
    if (!has(key)) {
      throw new IllegalArgumentException("missing " + key + " in " + fields);
    }
    return text(key, "");
  }

  boolean flag(String key, boolean otherwise) {
    return Boolean.parseBoolean(text(key, String.valueOf(otherwise)));
  }

  int number(String key, int otherwise) {
    return Integer.parseInt(text(key, String.valueOf(otherwise)));
  }

  List<String> texts(String key) {
    return items(fields.get(key)).stream().map(String::valueOf).toList();
  }

  Map<String, String> map(String key) {
    Map<String, String> found = new LinkedHashMap<>();
    if (fields.get(key) instanceof Map<?, ?> map) {
      map.forEach((k, v) -> found.put(String.valueOf(k), String.valueOf(v)));
    }
    return found;
  }

  /** Mappings; a plain text stands for a mapping with {@code shortKey} alone. */
  List<YamlValue> values(String key, String shortKey) {
    List<YamlValue> values = new ArrayList<>();
    for (Object item : items(fields.get(key))) {
      values.add(item instanceof Map<?, ?> ? of(item) : new YamlValue(Map.of(shortKey, item)));
    }
    return values;
  }

  private static List<?> items(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> List.of(value);
    };
  }
}

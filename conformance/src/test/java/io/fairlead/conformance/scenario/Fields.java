package io.fairlead.conformance.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A mapping of a scenario's own YAML, read strictly: a key that nobody knows fails. */
record Fields(Map<String, Object> values) {

  private static final Object NOTHING = new Object();

  static Fields parse(String text) {
    return of(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static Fields of(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("expected a mapping but found " + node);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put(String.valueOf(key), value == null ? NOTHING : value));
    return new Fields(values);
  }

  Fields knowing(String... keys) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Set.of(keys));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown keys " + unknown + " in " + values);
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<String> text(String key) {
    Object value = values.get(key);
    return value == null ? Optional.empty() : Optional.of(String.valueOf(value));
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  int number(String key, int otherwise) {
    return text(key).map(Integer::parseInt).orElse(otherwise);
  }

  Optional<Integer> number(String key) {
    return text(key).map(Integer::parseInt);
  }

  boolean flag(String key) {
    return text(key).map(Boolean::parseBoolean).orElse(false);
  }

  /** A list of texts, or one text. */
  List<String> texts(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value));
    };
  }

  Fields fields(String key) {
    return has(key) ? of(values.get(key)) : new Fields(Map.of());
  }

  List<Fields> list(String key) {
    return values.get(key) instanceof List<?> list
        ? list.stream().map(Fields::of).toList()
        : List.of();
  }

  /** Names to texts; a name without a value has none. */
  Map<String, Optional<String>> optionals(String key) {
    Map<String, Optional<String>> read = new LinkedHashMap<>();
    fields(key)
        .values
        .forEach(
            (name, value) ->
                read.put(
                    name,
                    value == NOTHING ? Optional.empty() : Optional.of(String.valueOf(value))));
    return read;
  }

  Map<String, String> map(String key) {
    Map<String, String> read = new LinkedHashMap<>();
    fields(key).values.forEach((name, value) -> read.put(name, String.valueOf(value)));
    return read;
  }
}

package io.fairlead.vmagent.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of a settings file, each asked for by its type; what nobody asked for is an error. */
final class CaptureKeys {

  private final Map<String, Object> values;
  private final Set<String> known = new TreeSet<>();

  private CaptureKeys(Map<String, Object> values) {
    this.values = values;
  }

  static CaptureKeys of(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> map)) {
      throw CaptureException.settings("the settings of capture are a YAML mapping");
    }
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof String key && entry.getValue() != null) {
        values.put(key, entry.getValue());
      } else {
        throw CaptureException.settings("the settings of capture hold a key without a value");
      }
    }
    return new CaptureKeys(values);
  }

  /** One string or number, or a list of them. */
  List<String> strings(String key) {
    Object value = required(key);
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    if (list.size() > CaptureSettings.MAX_ENTRIES) {
      throw wrong(key, "has more than " + CaptureSettings.MAX_ENTRIES + " entries");
    }
    if (!list.stream().allMatch(item -> item instanceof String || item instanceof Integer)) {
      throw wrong(key, "is a list of strings");
    }
    return list.stream().map(Object::toString).toList();
  }

  int number(String key) {
    if (required(key) instanceof Integer number) {
      return number;
    }
    throw wrong(key, "is a number");
  }

  boolean flag(String key) {
    if (required(key) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "is true or false");
  }

  void refuseOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw CaptureException.settings(
            "unknown key in the settings of capture; known are " + String.join(", ", known));
      }
    }
  }

  private Object required(String key) {
    known.add(key);
    Object value = values.get(key);
    if (value == null) {
      throw wrong(key, "is missing");
    }
    return value;
  }

  private static CaptureException wrong(String key, String what) {
    return CaptureException.settings("'" + key + "' " + what + " in the settings of capture");
  }
}

package io.fairlead.vmagent.json;

import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, numbers and booleans as indented JSON, in the order given. */
public final class Json {

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  public static String write(Map<String, ?> object) {
    Json json = new Json();
    json.value(object, "");
    return json.out.append('\n').toString();
  }

  private void value(Object value, String indent) {
    switch (value) {
      case Map<?, ?> object -> object(object, indent);
      case List<?> array -> array(array, indent);
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> string(value.toString());
    }
  }

  private void object(Map<?, ?> object, String indent) {
    if (object.isEmpty()) {
      out.append("{}");
      return;
    }
    String separator = "{\n";
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      out.append(separator).append(indent).append("  ");
      string(entry.getKey().toString());
      out.append(": ");
      value(entry.getValue(), indent + "  ");
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void array(List<?> array, String indent) {
    if (array.isEmpty()) {
      out.append("[]");
      return;
    }
    String separator = "[\n";
    for (Object element : array) {
      out.append(separator).append(indent).append("  ");
      value(element, indent + "  ");
      separator = ",\n";
    }
    out.append('\n').append(indent).append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

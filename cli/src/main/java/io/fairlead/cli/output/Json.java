package io.fairlead.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree of maps, lists and scalars as indented JSON. */
public final class Json {

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  public static String of(Object tree) {
    Json json = new Json();
    json.value(tree, "\n");
    return json.out.append('\n').toString();
  }

  private void value(@Nullable Object value, String newline) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> map(map, newline);
      case List<?> list -> list(list, newline);
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> text(value.toString());
    }
  }

  private void map(Map<?, ?> map, String newline) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = newline + "  ";
    String before = "{" + inner;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), inner);
      before = "," + inner;
    }
    out.append(newline).append('}');
  }

  private void list(List<?> list, String newline) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = newline + "  ";
    out.append('[').append(inner);
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      value(items.next(), inner);
      out.append(items.hasNext() ? "," + inner : newline);
    }
    out.append(']');
  }

  private void text(String text) {
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
          if (Character.isISOControl(c)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

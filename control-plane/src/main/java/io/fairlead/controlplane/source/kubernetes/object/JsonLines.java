package io.fairlead.controlplane.source.kubernetes.object;

/** JSON with a line for each value: readers of YAML take long lines badly. */
final class JsonLines {

  private JsonLines() {}

  /**
   * @param json without spaces between its tokens, or with them
   */
  static String of(String json) {
    StringBuilder lines = new StringBuilder(json.length() + json.length() / 16);
    boolean isText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      lines.append(c);
      if (isText && c == '\\') {
        lines.append(json.charAt(++i));
      } else if (c == '"') {
        isText = !isText;
      } else if (c == ',' && !isText) {
        lines.append('\n');
      }
    }
    return lines.toString();
  }
}

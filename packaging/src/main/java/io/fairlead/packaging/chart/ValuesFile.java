package io.fairlead.packaging.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the comments of a values file. A comment explains the key below it, all that the key holds,
 * and the keys beside it that have no comment of their own.
 */
final class ValuesFile {

  private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):(?: (.*))?$");
  private static final int INDENT = 2;

  private final List<String> path = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final StringBuilder comment = new StringBuilder();

  /** How deep the key stands that the last comment explains; below it nothing is told. */
  private int explainedDepth = Integer.MAX_VALUE;

  private ValuesFile() {}

  static List<Setting> read(String text) {
    ValuesFile file = new ValuesFile();
    text.lines().forEach(file::line);
    return List.copyOf(file.settings);
  }

  private void line(String line) {
    String stripped = line.strip();
    Matcher key = KEY.matcher(line);
    if (stripped.startsWith("#")) {
      comment.append(comment.isEmpty() ? "" : " ").append(stripped.substring(1).strip());
    } else if (key.matches()) {
      key(key.group(1).length() / INDENT, key.group(2), key.group(3));
    }
  }

  private void key(int depth, String name, @Nullable String value) {
    while (path.size() > depth) {
      path.removeLast();
    }
    path.add(name);
    String whole = String.join(".", path);
    if (!comment.isEmpty()) {
      settings.add(new Setting(List.of(whole), value == null ? "" : value, comment.toString()));
      comment.setLength(0);
      explainedDepth = depth;
    } else if (depth == explainedDepth && value != null) {
      join(whole);
    } else if (depth < explainedDepth) {
      explainedDepth = Integer.MAX_VALUE;
    }
  }

  private void join(String whole) {
    Setting last = settings.removeLast();
    List<String> keys = new ArrayList<>(last.keys());
    keys.add(whole);
    settings.add(new Setting(keys, last.standard(), last.meaning()));
  }
}

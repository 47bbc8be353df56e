package io.fairlead.translation;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes messages as YAML for people to review. What every listener repeats to the letter, the
 * access logs, is written once in each file and referred to by an anchor after that.
 */
final class GoldenYaml {

  private final Map<Object, Object> repeated = new LinkedHashMap<>();

  private GoldenYaml() {}

  static String render(List<? extends Message> messages) {
    GoldenYaml yaml = new GoldenYaml();
    List<Object> items = new ArrayList<>();
    for (Message message : messages) {
      items.add(yaml.sorted(load(Decoded.json(message)), ""));
    }
    return dump(items);
  }

  static String render(Message message) {
    return dump(new GoldenYaml().sorted(load(Decoded.json(message)), ""));
  }

  static String dump(Object node) {
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(200)
                .setIndent(2)
                .build())
        .dumpToString(node);
  }

  private static Object load(String json) {
    return new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  private Object sorted(Object node, String key) {
    Object copy =
        switch (node) {
          case Map<?, ?> map -> {
            Map<String, Object> sorted = new TreeMap<>(GoldenYaml::nameFirst);
            map.forEach((k, v) -> sorted.put((String) k, sorted(v, (String) k)));
            yield sorted;
          }
          case List<?> list -> list.stream().map(item -> sorted(item, "")).toList();
          default -> node;
        };
    if (!key.equals("accessLog")) {
      return copy;
    }
    Object first = repeated.putIfAbsent(copy, copy);
    return first == null ? copy : first;
  }

  private static int nameFirst(String left, String right) {
    int byName = Boolean.compare(right.equals("name"), left.equals("name"));
    return byName != 0 ? byName : left.compareTo(right);
  }
}

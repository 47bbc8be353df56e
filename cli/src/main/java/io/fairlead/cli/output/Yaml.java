package io.fairlead.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes a tree of maps, lists and scalars as YAML, and reads the control plane's own. */
public final class Yaml {

  private static final int WIDTH = 1_000;

  private Yaml() {}

  public static String of(Map<String, ?> tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSchema(new CoreSchema())
            .setDereferenceAliases(true)
            .setWidth(WIDTH)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  /**
   * Reads a mapping. What is none, which a control plane never sends, is kept under the key {@code
   * text}.
   */
  public static Map<String, ?> parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0).build();
    try {
      Map<String, Object> tree = new LinkedHashMap<>();
      if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> tree.put(String.valueOf(key), value));
        return tree;
      }
    } catch (YamlEngineException e) {
      return Map.of("text", text);
    }
    return Map.of("text", text);
  }
}

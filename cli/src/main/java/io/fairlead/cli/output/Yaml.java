package io.fairlead.cli.output;

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

  /** What is no YAML, which a control plane never sends, is kept as text. */
  public static Object parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0).build();
    try {
      Object tree = new Load(settings).loadFromString(text);
      return tree == null ? Map.of() : tree;
    } catch (YamlEngineException e) {
      return text;
    }
  }
}

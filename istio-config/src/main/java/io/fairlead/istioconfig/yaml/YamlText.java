package io.fairlead.istioconfig.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text of a tree of maps, lists and scalars: block style, one line a scalar. */
public final class YamlText {

  private static final int WIDTH = 1_000;

  private YamlText() {}

  public static String of(Map<String, Object> tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setSplitLines(false)
            .setDereferenceAliases(true)
            .setSchema(new CoreSchema())
            .build();
    return new Dump(settings).dumpToString(tree);
  }
}

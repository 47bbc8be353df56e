package io.fairlead.vmagent.status;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The status for people: a line for each fact. */
public final class StatusText {

  private StatusText() {}

  public static String of(String json) {
    StringBuilder text = new StringBuilder();
    // JSON is YAML, and the agent has a reader for that.
    if (new Load(LoadSettings.builder().build()).loadFromString(json) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> text.append("%-24s%s%n".formatted(key + ":", value)));
    }
    return text.toString();
  }
}

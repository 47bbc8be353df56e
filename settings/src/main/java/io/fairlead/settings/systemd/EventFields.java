package io.fairlead.settings.systemd;

import java.util.Locale;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.rewrite.RewritePolicy;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/**
 * Gives an event the fields of the journal: COMPONENT, MESSAGE_ID for what this project says, and
 * FAIRLEAD_… for each fact. The sentence keeps the facts behind it, since that is what people see.
 */
@Plugin(
    name = "EventFields",
    category = Core.CATEGORY_NAME,
    elementType = "rewritePolicy",
    printObject = true)
public final class EventFields implements RewritePolicy {

  private static final String OURS = "io.fairlead.";
  private static final int LONGEST_KEY = 64;

  private final String component;

  private EventFields(String component) {
    this.component = component;
  }

  /**
   * Called by Log4j.
   *
   * @param component which program speaks
   */
  @PluginFactory
  public static EventFields of(@PluginAttribute("component") String component) {
    return new EventFields(component);
  }

  @Override
  public LogEvent rewrite(LogEvent event) {
    ReadOnlyStringMap facts = event.getContextData();
    StringMap fields = new SortedArrayStringMap();
    fields.putValue("COMPONENT", component);
    if (event.getLoggerName() != null && event.getLoggerName().startsWith(OURS)) {
      fields.putValue("MESSAGE_ID", EventId.of(event.getMessage().getFormat()));
    }
    facts.forEach((key, value) -> fields.putValue(field(key), String.valueOf(value)));
    String text = event.getMessage().getFormattedMessage();
    return new Log4jLogEvent.Builder(event)
        .setMessage(new SimpleMessage(facts.isEmpty() ? text : text + " " + facts))
        .setContextData(fields)
        .build();
  }

  /** {@code controlPlane} becomes {@code FAIRLEAD_CONTROL_PLANE}; the journal knows no others. */
  private static String field(String key) {
    String name =
        "FAIRLEAD_"
            + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9_]", "_");
    return name.substring(0, Math.min(name.length(), LONGEST_KEY));
  }
}

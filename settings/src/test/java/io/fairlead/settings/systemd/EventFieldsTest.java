package io.fairlead.settings.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

class EventFieldsTest {

  private static LogEvent rewritten(String logger, String sentence, Map<String, String> facts) {
    SortedArrayStringMap context = new SortedArrayStringMap();
    facts.forEach(context::putValue);
    return EventFields.of("agent")
        .rewrite(
            Log4jLogEvent.newBuilder()
                .setLoggerName(logger)
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(sentence))
                .setContextData(context)
                .build());
  }

  @Test
  void makesAFieldOfEachFactAndKeepsThemBehindTheSentence() {
    LogEvent event =
        rewritten(
            "io.fairlead.vmagent.Agent",
            "stream ended",
            Map.of("controlPlane", "a:1", "message_id", "forged"));

    assertThat(event.getContextData().toMap())
        .containsEntry("COMPONENT", "agent")
        .containsEntry("FAIRLEAD_CONTROL_PLANE", "a:1")
        .containsEntry("FAIRLEAD_MESSAGE_ID", "forged")
        .containsEntry("MESSAGE_ID", EventId.of("stream ended"));
    assertThat(event.getMessage().getFormattedMessage())
        .startsWith("stream ended {")
        .contains("controlPlane=a:1");
    assertThat(event.getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void numbersOnlyWhatThisProjectSays() {
    assertThat(rewritten("org.example.Library", "hello", Map.of()).getContextData().toMap())
        .containsOnlyKeys("COMPONENT");
  }

  @Test
  void givesASentenceTheSameNumberEverywhere() {
    assertThat(EventId.of("stream ended")).matches("[0-9a-f]{32}");
    assertThat(EventId.of("stream ended")).isEqualTo(EventId.of("stream ended"));
    assertThat(EventId.of("stream ended")).isNotEqualTo(EventId.of("stream begun"));
  }
}

package io.fairlead.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTargetTest {

  @Test
  void isTheConsoleWithoutAJournalStream() {
    assertThat(LogTarget.of(Map.of())).isEqualTo(LogTarget.CONSOLE);
  }

  @Test
  void isTheConsoleWhereStandardErrorIsNotThatStream() {
    assertThat(LogTarget.of(Map.of("JOURNAL_STREAM", "8:0"))).isEqualTo(LogTarget.CONSOLE);
  }
}

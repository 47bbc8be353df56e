package io.fairlead.vmagent;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both ways of logging that the agent chooses from can be set up. */
class LogConfigurationTest {

  private static Configuration configuration(String file) {
    Configuration configuration =
        new PropertiesConfigurationFactory()
            .getConfiguration(
                new LoggerContext("test"),
                ConfigurationSource.fromResource(
                    file, LogConfigurationTest.class.getClassLoader()));
    configuration.initialize();
    return configuration;
  }

  private static @Nullable Appender root(Configuration configuration) {
    return configuration.getRootLogger().getAppenders().get("out");
  }

  @Test
  void givesTheJournalFieldsOfItsOwn() {
    Configuration configuration = configuration("log4j2-journal.properties");

    assertThat(root(configuration)).isInstanceOf(RewriteAppender.class);
    assertThat(configuration.getAppenders().get("journal"))
        .hasFieldOrPropertyWithValue("threadContextPrefix", "");
  }

  @Test
  void writesToTheConsoleElsewhere() {
    assertThat(root(configuration("log4j2-console.properties")))
        .isInstanceOf(ConsoleAppender.class);
  }
}

package io.fairlead.settings;

import static io.fairlead.testing.ArchitectureRules.classesOf;
import static io.fairlead.testing.ArchitectureRules.importsOnly;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES = classesOf("io.fairlead.settings");

  @Test
  void importsTheYamlParserTheLogAndNothingOfOurs() {
    importsOnly(
            "io.fairlead.settings", "org.snakeyaml..", "org.slf4j..", "org.apache.logging.log4j..")
        .check(CLASSES);
  }

  @Test
  void aBrokenArrowIsReported() {
    assertThat(
            importsOnly("io.fairlead.settings").evaluate(CLASSES).getFailureReport().getDetails())
        .anyMatch(line -> line.contains("org.snakeyaml"));
  }
}

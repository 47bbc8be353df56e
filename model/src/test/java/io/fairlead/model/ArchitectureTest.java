package io.fairlead.model;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES = ArchitectureRules.classesOf("io.fairlead.model");

  @Test
  void theModelKnowsNothingButTheJdkAndSharedMaps() {
    ArchitectureRules.importsOnly("io.fairlead.model", "io.fairlead.collections..").check(CLASSES);
  }

  @Test
  void valuesBelowKnowNothingOfTheStateAbove() {
    ArchitectureRules.hasNoCycles("io.fairlead.model").check(CLASSES);
  }
}

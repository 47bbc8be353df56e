package io.fairlead.collections;

import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void collectionsKnowNothingButTheJdk() {
    ArchitectureRules.importsOnly("io.fairlead.collections")
        .check(ArchitectureRules.classesOf("io.fairlead.collections"));
  }
}

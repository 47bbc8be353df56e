package io.fairlead.testenv;

import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.fairlead.testenv";

  @Test
  void meetsTheProgramsOnTheWireOnly() {
    ArchitectureRules.importsOnly(ROOT, "com.google.gson..", "org.awaitility..", "com.sun.net..")
        .check(ArchitectureRules.classesOf(ROOT));
  }

  @Test
  void demoIsImportedByNobody() {
    ArchitectureRules.compositionIsOnTop(ROOT, ROOT + ".demo..")
        .check(ArchitectureRules.classesOf(ROOT));
  }

  @Test
  void packagesHaveNoCycles() {
    ArchitectureRules.hasNoCycles(ROOT).check(ArchitectureRules.classesOf(ROOT));
  }
}

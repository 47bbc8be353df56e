package io.fairlead.istioconfig;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.fairlead.istioconfig";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(ROOT);

  @Test
  void knowsTheModelTheMessagesAndAParserOnly() {
    ArchitectureRules.importsOnly(
            ROOT,
            "io.fairlead.model..",
            "io.fairlead.api.istio..",
            "com.google.protobuf..",
            "com.google.re2j..",
            "org.snakeyaml.engine..")
        .check(CLASSES);
  }

  @Test
  void onlyTheYamlPackageKnowsTheParser() {
    ArchitectureRules.never(ROOT + ".read", "org.snakeyaml..").check(CLASSES);
    ArchitectureRules.never(ROOT + ".write", "org.snakeyaml..").check(CLASSES);
    ArchitectureRules.never(ROOT + ".mcp", "org.snakeyaml..").check(CLASSES);
  }

  @Test
  void itsPackagesHaveNoCycles() {
    ArchitectureRules.hasNoCycles(ROOT).check(CLASSES);
  }
}

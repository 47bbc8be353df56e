package io.fairlead.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.fairlead.cli";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(ROOT);

  @Test
  void importsWhatTheArrowsAllow() {
    ArchitectureRules.importsOnly(
            ROOT,
            "io.fairlead.api.fairlead..",
            "io.fairlead.istioconfig..",
            "io.fairlead.model..",
            "io.fairlead.pki..",
            "io.grpc..",
            "com.google.protobuf..",
            "org.snakeyaml.engine..",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void onlyTheAdminPackageKnowsTheTransport() {
    ArchitectureRules.never(ROOT + ".output", "io.grpc..").check(CLASSES);
    ArchitectureRules.never(ROOT + ".input", "io.grpc..").check(CLASSES);
  }

  @Test
  void theVerbsAreOnTop() {
    ArchitectureRules.compositionIsOnTop(ROOT, ROOT).check(CLASSES);
    ArchitectureRules.hasNoCycles(ROOT).check(CLASSES);
  }
}

package io.fairlead.controlplane;

import static io.fairlead.testing.ArchitectureRules.chooseTheLogBeforeALoggerIsThere;
import static io.fairlead.testing.ArchitectureRules.classesOf;
import static io.fairlead.testing.ArchitectureRules.compositionIsOnTop;
import static io.fairlead.testing.ArchitectureRules.hasNoCycles;
import static io.fairlead.testing.ArchitectureRules.importsOnly;
import static io.fairlead.testing.ArchitectureRules.never;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.fairlead.controlplane";
  private static final JavaClasses CLASSES = classesOf(ROOT);

  @Test
  void compositionImportsOthersAndIsImportedByNone() {
    compositionIsOnTop(ROOT, ROOT + ".app..").check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    hasNoCycles(ROOT).check(CLASSES);
  }

  @Test
  void otherProgramsAreMetOnTheWireOnly() {
    never(ROOT, "io.fairlead.vmagent..", "io.fairlead.registrybridge..", "io.fairlead.cli..")
        .check(CLASSES);
  }

  @Test
  void springStaysInAppAndAdmin() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".app..", ROOT + ".admin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
  }

  @Test
  void theStoreIsFreeOfWhatItStores() {
    importsOnly(ROOT + ".store", "com.google.protobuf..", "org.sqlite..", "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void identityIsFreeOfTheMeshAndOfSpring() {
    for (String part : new String[] {".caller", ".ca"}) {
      never(
              ROOT + part,
              "org.springframework..",
              "org.bouncycastle..",
              "io.fairlead.translation..",
              "io.fairlead.istioconfig..",
              "io.fairlead.xds..")
          .check(CLASSES);
    }
  }

  @Test
  void theLogIsChosenBeforeALoggerIsThere() {
    chooseTheLogBeforeALoggerIsThere().check(CLASSES);
  }

  @Test
  void aBrokenArrowIsReported() {
    assertThat(
            never(ROOT, "io.fairlead.translation..")
                .evaluate(CLASSES)
                .getFailureReport()
                .getDetails())
        .as("the push loop does import translation, so a rule against that must fail")
        .isNotEmpty();
  }
}

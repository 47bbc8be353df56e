package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String HERE = "io.fairlead.packaging";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(HERE);

  @Test
  void knowsNothingOfTheMesh() {
    ArchitectureRules.importsOnly(HERE, "picocli..", "com.google.gson..").check(CLASSES);
  }

  @Test
  void reportsAnArrowThatIsBroken() {
    assertThatThrownBy(() -> ArchitectureRules.never(HERE, "java.util.zip..").check(CLASSES))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void packagesHaveNoCycles() {
    ArchitectureRules.hasNoCycles(HERE).check(CLASSES);
  }
}

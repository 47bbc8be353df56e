package io.fairlead.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String HERE = "io.fairlead.benchmarks";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(HERE);

  @Test
  void simulatorKnowsNothingOfTheMeshItIsPointedAt() {
    assertThat(CLASSES).isNotEmpty();
    assertThatCode(
            () ->
                ArchitectureRules.importsOnly(
                        HERE + ".simulator",
                        HERE + ".measure..",
                        "io.fairlead.xds",
                        "io.envoyproxy.envoy.config.core.v3..",
                        "com.google.protobuf..",
                        "com.google.gson..",
                        "io.grpc..")
                    .check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void harnessMeetsTheProgramsOnTheWireOnly() {
    assertThatCode(
            () ->
                ArchitectureRules.never(
                        HERE + ".harness",
                        "io.fairlead.controlplane..",
                        "io.fairlead.translation..",
                        "io.fairlead.model..",
                        "io.fairlead.xds..")
                    .check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void reportsAnArrowThatIsBroken() {
    assertThatThrownBy(
            () -> ArchitectureRules.never(HERE + ".harness", "com.google.gson..").check(CLASSES))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void packagesHaveNoCycles() {
    assertThatCode(() -> ArchitectureRules.hasNoCycles(HERE).check(CLASSES))
        .doesNotThrowAnyException();
  }
}

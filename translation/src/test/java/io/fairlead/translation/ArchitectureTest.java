package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String HERE = "io.fairlead.translation";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(HERE);

  private static final ArchRule ARROWS =
      ArchitectureRules.importsOnly(
          HERE,
          "io.fairlead.collections..",
          "io.fairlead.model..",
          "io.fairlead.api.istio.networking.nds.v1..",
          "io.envoyproxy.envoy..",
          "com.google.api.expr.v1alpha1..",
          "com.google.protobuf..");

  @Test
  void importsOnlyTheModelTheWireTypesAndProtobuf() {
    assertThat(CLASSES).isNotEmpty();
    assertThatCode(() -> ARROWS.check(CLASSES)).doesNotThrowAnyException();
  }

  @Test
  void knowsNoClockThreadFileNetworkOrLog() {
    assertThatCode(
            () ->
                ArchitectureRules.never(
                        HERE,
                        "io.grpc..",
                        "org.springframework..",
                        "org.slf4j..",
                        "java.time..",
                        "java.nio.file..",
                        "java.util.logging..",
                        "java.util.concurrent")
                    .check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void packagesHaveNoCycles() {
    assertThatCode(() -> ArchitectureRules.hasNoCycles(HERE).check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void generatorsDoNotKnowTheTranslator() {
    assertThat(
            CLASSES.stream()
                .filter(javaClass -> !javaClass.getPackageName().equals(HERE))
                .flatMap(javaClass -> javaClass.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> dependency.getTargetClass().getPackageName().equals(HERE)))
        .isEmpty();
  }
}

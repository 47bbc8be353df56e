package io.fairlead.registrybridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.fairlead.registrybridge";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(ROOT);

  @Test
  void importsWhatTheArchitectureAllows() {
    ArchitectureRules.importsOnly(
            ROOT,
            "io.fairlead.model..",
            "io.fairlead.istioconfig..",
            "io.fairlead.xds..",
            "io.fairlead.settings..",
            "io.envoyproxy.envoy.config.core.v3",
            "com.google.protobuf",
            "com.google.gson",
            "com.ecwid.consul..",
            "org.apache.http..",
            "io.grpc..",
            "io.micrometer.core..",
            "io.fairlead.collections",
            "org.pcollections",
            "org.slf4j..",
            "org.snakeyaml.engine..",
            "org.springframework..")
        .check(CLASSES);
  }

  @Test
  void keepsSpringInTheCompositionAndTheAdministration() {
    for (String part : new String[] {"source", "merge", "publish"}) {
      ArchitectureRules.never(ROOT + "." + part, "org.springframework..", "io.micrometer..")
          .check(CLASSES);
    }
  }

  @Test
  void readsRegistriesWithoutKnowingWhoIsTold() {
    ArchitectureRules.never(ROOT + ".source", ROOT + ".merge..", ROOT + ".publish..", "io.grpc..")
        .check(CLASSES);
  }

  @Test
  void hasItsCompositionOnTop() {
    ArchitectureRules.compositionIsOnTop(ROOT, ROOT + ".app").check(CLASSES);
  }

  @Test
  void hasNoPackageCycles() {
    ArchitectureRules.hasNoCycles(ROOT).check(CLASSES);
  }

  @Test
  void choosesItsLogBeforeALoggerIsThere() {
    ArchitectureRules.chooseTheLogBeforeALoggerIsThere().check(CLASSES);
  }

  @Test
  void reportsAnArrowThatIsBroken() {
    ArchRule tooNarrow = ArchitectureRules.never(ROOT + ".merge", ROOT + ".source..");
    assertThat(tooNarrow.evaluate(CLASSES).hasViolation()).isTrue();
  }
}

package io.fairlead.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.fairlead.testing.ArchitectureRules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "io.fairlead.xds";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(ROOT);

  private static final String[] ALLOWED = {
    "io.envoyproxy.envoy.service.discovery.v3",
    "io.envoyproxy.envoy.config.core.v3",
    "com.google.protobuf..",
    "com.google.rpc..",
    "io.fairlead.collections",
    "io.grpc",
    "io.grpc.stub",
    "org.slf4j",
    "org.slf4j.spi",
  };

  @Test
  void importsTheDiscoveryMessagesAndTheTransportOnly() {
    ArchitectureRules.importsOnly(ROOT, ALLOWED).check(CLASSES);
  }

  @Test
  void knowsNoMesh() {
    ArchitectureRules.never(ROOT, "io.fairlead.model..", "io.fairlead.translation..")
        .check(CLASSES);
  }

  @Test
  void keepsItsTwoSidesApart() {
    ArchitectureRules.never("io.fairlead.xds.server", "io.fairlead.xds.client..").check(CLASSES);
    ArchitectureRules.never("io.fairlead.xds.client", "io.fairlead.xds.server..").check(CLASSES);
  }

  @Test
  void hasNoPackageCycles() {
    assertThatCode(() -> ArchitectureRules.hasNoCycles(ROOT).check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void reportsAnArrowThatIsBroken() {
    ArchRule tooNarrow =
        ArchitectureRules.importsOnly(
            ROOT,
            Arrays.stream(ALLOWED)
                .filter(allowed -> !allowed.equals("io.fairlead.collections"))
                .toArray(String[]::new));
    assertThat(tooNarrow.evaluate(CLASSES).getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(detail -> detail.contains("io.fairlead.collections"));
  }
}

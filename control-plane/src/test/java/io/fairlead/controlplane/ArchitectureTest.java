package io.fairlead.controlplane;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.fairlead.controlplane";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(ROOT);

  @Test
  void hasNoCyclesBetweenPackages() {
    ArchitectureRules.hasNoCycles(ROOT).check(CLASSES);
  }

  @Test
  void keepsTheStoreFreeOfWhatItStores() {
    ArchitectureRules.importsOnly(
            ROOT + ".store", "com.google.protobuf..", "org.sqlite..", "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void keepsIdentityFreeOfTheMeshAndOfSpring() {
    for (String part : new String[] {".caller", ".ca"}) {
      ArchitectureRules.never(
              ROOT + part,
              "org.springframework..",
              "org.bouncycastle..",
              "io.fairlead.translation..",
              "io.fairlead.istioconfig..",
              "io.fairlead.xds..")
          .check(CLASSES);
    }
  }
}

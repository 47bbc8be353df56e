package io.fairlead.peers;

import static io.fairlead.testing.ArchitectureRules.classesOf;
import static io.fairlead.testing.ArchitectureRules.hasNoCycles;
import static io.fairlead.testing.ArchitectureRules.importsOnly;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String PEERS = "io.fairlead.peers";

  @Test
  void knowsNothingOfOursButKeysAndCertificates() {
    importsOnly(
            PEERS,
            "io.fairlead.pki..",
            "com.google.gson..",
            "org.snakeyaml.engine..",
            "org.awaitility..")
        .check(classesOf(PEERS));
  }

  @Test
  void hasNoCyclesOfPackages() {
    hasNoCycles(PEERS).check(classesOf(PEERS));
  }
}

package io.fairlead.vmagent.host;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The arrows of the packages that touch the host's network. */
class HostNetworkArchitectureTest {

  private static final String ROOT = "io.fairlead.vmagent";

  private final JavaClasses classes = ArchitectureRules.classesOf(ROOT);

  @Test
  void hostImportsNoPackageOfTheAgent() {
    ArchitectureRules.importsOnly(ROOT + ".host", "org.slf4j..").check(classes);
  }

  @Test
  void captureImportsTheHostAlone() {
    ArchitectureRules.importsOnly(
            ROOT + ".capture", ROOT + ".host..", "picocli..", "org.snakeyaml..", "org.slf4j..")
        .check(classes);
  }

  @Test
  void dnsImportsWhatKeepsItsSocketsAndTheTableAlone() {
    ArchitectureRules.importsOnly(
            ROOT + ".dns",
            ROOT + ".host..",
            ROOT + ".lifecycle..",
            "io.fairlead.settings.systemd..",
            "io.fairlead.api.istio.networking.nds..",
            "com.google.protobuf..",
            "io.grpc.netty.shaded.io.netty..",
            "org.slf4j..")
        .check(classes);
  }
}

package io.fairlead.vmagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String AGENT = "io.fairlead.vmagent";
  private static final JavaClasses CLASSES = ArchitectureRules.classesOf(AGENT);

  @Test
  void importsOfOursOnlyApiPkiAndXds() {
    ArchitectureRules.importsOnly(
            AGENT,
            "io.fairlead.api..",
            "io.fairlead.pki..",
            "io.fairlead.settings..",
            "io.fairlead.xds..",
            "com.google.protobuf..",
            "io.grpc..",
            "org.slf4j..",
            "org.snakeyaml..",
            "picocli..",
            "com.sun.net.httpserver..")
        .check(CLASSES);
  }

  @Test
  void knowsNoFrameworkAndNoClassesOfEnvoysApi() {
    ArchitectureRules.never(
            AGENT,
            "org.springframework..",
            "io.envoyproxy..",
            "org.bouncycastle..",
            "io.fairlead.model..",
            "io.fairlead.translation..",
            "io.fairlead.istioconfig..")
        .check(CLASSES);
  }

  @Test
  void isComposedInItsRoot() {
    ArchitectureRules.compositionIsOnTop(AGENT, AGENT).check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    ArchitectureRules.hasNoCycles(AGENT).check(CLASSES);
  }

  @Test
  void choosesItsLogBeforeALoggerIsThere() {
    ArchitectureRules.chooseTheLogBeforeALoggerIsThere().check(CLASSES);
  }

  @Test
  void startsProcessesInHostAlone() {
    noClasses()
        .that()
        .resideInAPackage(AGENT + "..")
        .and()
        .resideOutsideOfPackage(AGENT + ".host..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CLASSES);
  }
}

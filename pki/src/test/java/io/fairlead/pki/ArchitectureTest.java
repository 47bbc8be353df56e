package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.fairlead.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES = ArchitectureRules.classesOf("io.fairlead.pki");

  @Test
  void importsTheJdkAndBouncyCastleOnly() {
    ArchitectureRules.importsOnly("io.fairlead.pki", "org.bouncycastle..").check(CLASSES);
  }

  @Test
  void breaksWithoutBouncyCastleInTheRule() {
    var narrower = ArchitectureRules.importsOnly("io.fairlead.pki");

    assertThatThrownBy(() -> narrower.check(CLASSES)).isInstanceOf(AssertionError.class);
  }
}

package io.fairlead.controlplane.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.ResourceName;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.CertificateAuthority.Material;
import io.fairlead.pki.Pem;
import io.fairlead.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialSourceTest {

  private static final ResourceName WEB = new ResourceName("shop", "web");

  @TempDir private Path directory;
  private CredentialSource source;
  private Path web;

  @BeforeEach
  void aCredentialIsThere() throws IOException {
    web = Files.createDirectories(directory.resolve("shop/web"));
    put(pair());
    source = new CredentialSource(List.of(directory));
    source.look();
  }

  private static Material pair() {
    return CertificateAuthority.create("mesh.example.org", FakeClock.at("2026-11-22T10:00:00Z"));
  }

  private void put(Material pair) throws IOException {
    Files.writeString(web.resolve("tls.crt"), Pem.encode(pair.root()));
    Files.writeString(web.resolve("tls.key"), Pem.encode(pair.key()));
    mode("rw-r-----");
  }

  private void mode(String permissions) throws IOException {
    Files.setPosixFilePermissions(
        web.resolve("tls.key"), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aPairIsReadByNamespaceAndName() throws IOException {
    Credential credential = source.current().named(WEB).orElseThrow();
    assertThat(credential.chain()).isEqualTo(Files.readString(web.resolve("tls.crt")));
    assertThat(credential.key().reveal()).isEqualTo(Files.readString(web.resolve("tls.key")));
    assertThat(credential.hasRoots()).isFalse();
    assertThat(source.current().problems()).isEmpty();
  }

  @Test
  void rootsMayStandAlone() throws IOException {
    Path roots = Files.createDirectories(directory.resolve("shop/roots"));
    Files.writeString(roots.resolve("ca.crt"), Pem.encode(pair().root()));
    assertThat(source.look()).isTrue();
    Credential credential = source.current().named(new ResourceName("shop", "roots")).orElseThrow();
    assertThat(credential.hasCertificate()).isFalse();
    assertThat(credential.hasRoots()).isTrue();
  }

  @Test
  void aNewPairIsAChangeAndTheSameOneIsNone() throws IOException {
    assertThat(source.look()).isFalse();
    Credential before = source.current().named(WEB).orElseThrow();
    put(pair());
    assertThat(source.look()).isTrue();
    assertThat(source.current().named(WEB)).isPresent().get().isNotEqualTo(before);
  }

  @Test
  void aKeyThatEverybodyCanReadIsRefusedAndTheLastOneKept() throws IOException {
    Credential before = source.current().named(WEB).orElseThrow();
    put(pair());
    mode("rw-r--r--");
    source.look();
    assertThat(source.current().named(WEB)).hasValue(before);
    assertThat(source.current().problems().get(WEB)).contains("chmod o-r");
  }

  @Test
  void halvesThatDoNotFitTogetherAreRefused() throws IOException {
    Files.writeString(web.resolve("tls.crt"), Pem.encode(pair().root()));
    source.look();
    assertThat(source.current().problems().get(WEB)).contains("is not the key of");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingQuoted() throws IOException {
    Files.writeString(web.resolve("tls.key"), "a secret by mistake");
    source.look();
    assertThat(source.current().problems().get(WEB)).contains("PKCS #8").doesNotContain("mistake");
  }

  @Test
  void halfAPairIsRefused() throws IOException {
    Files.delete(web.resolve("tls.crt"));
    source.look();
    assertThat(source.current().problems().get(WEB)).contains("only one of");
  }

  @Test
  void aCredentialWhoseDirectoryIsGoneIsGone() throws IOException {
    Files.delete(web.resolve("tls.crt"));
    Files.delete(web.resolve("tls.key"));
    Files.delete(web);
    assertThat(source.look()).isTrue();
    assertThat(source.current().byName()).isEmpty();
  }
}

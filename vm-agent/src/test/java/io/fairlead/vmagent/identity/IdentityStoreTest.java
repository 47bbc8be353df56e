package io.fairlead.vmagent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.vmagent.fakes.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStoreTest {

  @TempDir private Path directory;
  private final Pki pki = new Pki();
  private final Identity first = pki.identity();
  private IdentityStore store;

  @BeforeEach
  void join() throws IOException {
    store = new IdentityStore(directory);
    store.join(
        new Membership(
            "web-1",
            List.of("10.0.0.7"),
            List.of("mesh.example.org:15012"),
            "mesh.test",
            "shop",
            "web",
            "web",
            "mesh1",
            "",
            "",
            "",
            Map.of("app", "web: \"quoted\"")),
        first);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    assertThat(store.identity().svid().chain()).isEqualTo(first.svid().chain());
    assertThat(store.identity().roots()).isEqualTo(first.roots());
    assertThat(store.membership().labels()).containsEntry("app", "web: \"quoted\"");
  }

  @Test
  void keepsTheKeyFromOthersAfterARenewalToo() throws IOException {
    store.renew(pki.identity());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void finishesARenewalThatACrashCutShortAfterTheKey() throws IOException {
    Identity second = pki.identity();
    Files.writeString(file("chain.pem.next"), Pem.encode(second.svid().chain()));
    Files.writeString(file("key.pem"), Pem.encode(second.svid().key()));

    assertThat(store.identity().svid().leaf()).isEqualTo(second.svid().leaf());
    assertThat(file("chain.pem.next")).doesNotExist();
  }

  @Test
  void forgetsARenewalThatACrashCutShortBeforeTheKey() throws IOException {
    Files.writeString(file("chain.pem.next"), Pem.encode(pki.identity().svid().chain()));

    assertThat(store.identity().svid().leaf()).isEqualTo(first.svid().leaf());
    assertThat(file("chain.pem.next")).doesNotExist();
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws IOException {
    Files.writeString(file("key.pem"), Pem.encode(pki.identity().svid().key()));

    assertThatThrownBy(store::identity).isInstanceOf(PkiException.class);
  }

  @Test
  void forgetsAll() throws IOException {
    store.forget();

    assertThat(store.isJoined()).isFalse();
    assertThat(directory).isEmptyDirectory();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}

package io.fairlead.controlplane.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.pki.TrustDomain;
import io.fairlead.testing.FakeClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshAuthorityTest {

  private static final TrustDomain DOMAIN = new TrustDomain("mesh.example.org");

  private final FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
  @TempDir private Path directory;

  private SqliteStore open() {
    return SqliteStore.open(directory.resolve("store.db"));
  }

  @Test
  void keepsItsRootOverARestart() {
    MeshAuthority first;
    try (var store = open()) {
      first = MeshAuthority.loadOrCreate(store, DOMAIN, clock);
    }
    try (var store = open()) {
      assertThat(MeshAuthority.loadOrCreate(store, DOMAIN, clock).roots()).isEqualTo(first.roots());
    }
    assertThat(first.caHash()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void refusesToServeAnotherTrustDomain() {
    try (var store = open()) {
      MeshAuthority.loadOrCreate(store, DOMAIN, clock);

      assertThatThrownBy(
              () -> MeshAuthority.loadOrCreate(store, new TrustDomain("other.org"), clock))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("mesh.example.org, and the configuration says other.org");
    }
  }

  @Test
  void neverReplacesARootThatItCannotRead() {
    try (var store = open()) {
      var broken = ByteString.copyFromUtf8("-----BEGIN PRIVATE KEY-----\nAAAA");
      store.write("ca", "root", broken, StateStore.ABSENT);

      assertThatThrownBy(() -> MeshAuthority.loadOrCreate(store, DOMAIN, clock))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("restore the store from a backup");
      assertThat(store.read("ca", "root").map(StateStore.Entry::value)).contains(broken);
    }
  }
}

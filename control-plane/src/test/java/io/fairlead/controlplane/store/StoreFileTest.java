package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {

  @TempDir private Path temporary;

  private Path directory() {
    return temporary.resolve("state");
  }

  private Path path() {
    return directory().resolve("store.db");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> SqliteStore.open(path())).isInstanceOf(StoreException.class);
  }

  private void fill() {
    try (var store = SqliteStore.open(path())) {
      IntStream.range(0, 200)
          .forEach(
              i -> store.write("c", "k" + i, ByteString.copyFrom(new byte[500]), StateStore.ANY));
    }
  }

  private void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void isReadableByItsOwnerAlone() throws Exception {
    try (var store = SqliteStore.open(path())) {
      store.write("c", "k", ByteString.EMPTY, StateStore.ANY);

      assertThat(permissions(directory())).isEqualTo("rwx------");
      try (var files = Files.list(directory())) {
        assertThat(files.toList())
            .hasSize(4)
            .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void refusesAnOpenDirectoryAndTellsTheRemedy() throws Exception {
    Files.createDirectories(directory());
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertRefused().hasMessageContaining("run chmod 700 " + directory());
  }

  @Test
  void refusesAnOpenFile() throws Exception {
    fill();
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused().hasMessageContaining("run chmod 600");
  }

  @Test
  void refusesASecondControlPlane() {
    try (var first = SqliteStore.open(path())) {
      assertRefused().hasMessageContaining("in use by another control plane");
      assertThat(first.list("c")).isEmpty();
    }
    fill();
  }

  @Test
  void namesAFileThatIsNoDatabase() throws Exception {
    fill();
    Files.writeString(path(), "this is no database at all".repeat(100));

    assertRefused()
        .hasMessageContaining(path() + " is damaged")
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void namesAFileThatIsDamagedInside() throws Exception {
    fill();
    try (var file = new RandomAccessFile(path().toFile(), "rw")) {
      for (long offset = 4096; offset < file.length(); offset += 4096) {
        file.seek(offset);
        file.write(new byte[300]);
      }
    }

    assertRefused().hasMessageContaining("is damaged");
  }

  @Test
  void refusesTheStoreOfANewerProgram() throws Exception {
    fill();
    execute("PRAGMA user_version = 99");

    assertRefused().hasMessageContaining("has version 99 and this program knows up to 1");
  }

  @Test
  void refusesTheDatabaseOfAnotherProgram() throws Exception {
    fill();
    execute("PRAGMA application_id = 7");

    assertRefused().hasMessageContaining("a database of another program");
  }

  @Test
  void opensAgainAfterARefusal() throws Exception {
    fill();
    execute("PRAGMA user_version = 99");
    assertRefused();
    execute("PRAGMA user_version = 1");

    try (var store = SqliteStore.open(path())) {
      assertThat(store.list("c")).hasSize(200);
    }
  }
}

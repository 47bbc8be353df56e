package io.fairlead.vmagent.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNamesTest {

  private final Path file;
  private final KeptNames names;

  KeptNamesTest(@TempDir Path directory) {
    file = directory.resolve("names");
    names = new KeptNames(file);
  }

  private static NameTable table(int number) {
    return NameTable.newBuilder()
        .putTable(
            "shop.mesh", NameTable.NameInfo.newBuilder().addIps("240.240.0." + number).build())
        .build();
  }

  @Test
  void givesTheNewestTableToTheNextLife() throws IOException {
    for (int number = 1; number <= 200; number++) {
      names.keep(table(number));
    }

    await().until(() -> new KeptNames(file).read().filter(table(200)::equals).isPresent());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void beginsWithoutNamesWhereTheFileIsMissingOrBroken() throws IOException {
    assertThat(names.read()).isEmpty();

    Files.write(file, new byte[] {10, 127, 1});

    assertThat(names.read()).isEmpty();
  }

  @Test
  void goesOnWhereTheFileCannotBeWritten() throws IOException {
    Path nowhere = file.resolveSibling("missing").resolve("names");

    new KeptNames(nowhere).keep(table(1));
    names.keep(table(2));

    await().until(() -> names.read().isPresent());
    assertThat(nowhere).doesNotExist();
  }
}

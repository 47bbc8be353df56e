package io.fairlead.registrybridge.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.registrybridge.Reports;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSourceTest {

  /** The bar for a change of a file to be seen. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private final Reports reports = new Reports();
  private final List<FileSource> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(FileSource::close);
  }

  private void start(Path path) {
    FileSource source =
        new FileSource(
            new SourceSettings.StaticFile("static", path, "static", false), Clock.systemUTC());
    started.add(source);
    source.start(reports);
  }

  private static String service(String address) {
    return """
        services:
          - host: web.internal
            ports: [{number: 80}]
            endpoints: [{address: %s}]
        """
        .formatted(address);
  }

  private void awaitEndpoints(String... endpoints) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("current");
              assertThat(reports.endpoints()).containsExactly(endpoints);
            });
  }

  private void awaitBroken(String sentence) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("stale");
              assertThat(reports.last().problems()).asString().contains(sentence);
            });
  }

  private Path started(String address) throws IOException {
    Path file = Files.writeString(directory.resolve("services.yaml"), service(address));
    start(file);
    awaitEndpoints(address);
    return file;
  }

  @Test
  void followsAFileThatIsWrittenAnew() throws IOException {
    Path file = started("10.0.0.1");
    Files.writeString(file, service("10.0.0.22"));
    awaitEndpoints("10.0.0.22");
  }

  @Test
  void followsAFileThatIsRenamedIntoPlace() throws IOException {
    Path file = started("10.0.0.1");
    Path next = Files.writeString(directory.resolve("next"), service("10.0.0.2"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    awaitEndpoints("10.0.0.2");
  }

  @Test
  void followsLinksThatAreSwapped() throws IOException {
    Path one = Files.createDirectories(directory.resolve("one"));
    Path two = Files.createDirectories(directory.resolve("two"));
    Files.writeString(one.resolve("services.yaml"), service("10.0.0.1"));
    Files.writeString(two.resolve("services.yaml"), service("10.0.0.2"));
    Path data = Files.createSymbolicLink(directory.resolve("data"), one);
    start(
        Files.createSymbolicLink(
            directory.resolve("services.yaml"), data.resolve("services.yaml")));
    awaitEndpoints("10.0.0.1");
    Path swapped = Files.createSymbolicLink(directory.resolve("swapped"), two);
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);
    awaitEndpoints("10.0.0.2");
  }

  @Test
  void keepsTheLastGoodStateWhileTheFileIsBroken() throws IOException {
    Path file = started("10.0.0.1");
    Files.writeString(file, "services:\n  - host: [\n");
    awaitBroken("services.yaml:3:1: this is not YAML");
    assertThat(reports.endpoints()).containsExactly("10.0.0.1");
    Files.writeString(file, service("10.0.0.2"));
    awaitEndpoints("10.0.0.2");
    assertThat(reports.last().problems()).isEmpty();
  }

  @Test
  void keepsTheLastGoodStateWhileTheFileIsHalfWritten() throws IOException {
    Path file = started("10.0.0.1");
    Files.writeString(file, service("10.0.0.2").substring(0, 50));
    awaitBroken("services.yaml:");
    assertThat(reports.endpoints()).containsExactly("10.0.0.1");
  }

  @Test
  void keepsTheLastGoodStateWhenTheFileIsDeletedOrEmptied() throws IOException {
    Path file = started("10.0.0.1");
    Files.delete(file);
    awaitBroken("there is no such file");
    assertThat(reports.endpoints()).containsExactly("10.0.0.1");
    Files.writeString(file, "");
    awaitBroken("the file is empty");
    assertThat(reports.endpoints()).containsExactly("10.0.0.1");
    Files.writeString(file, service("10.0.0.1"));
    awaitEndpoints("10.0.0.1");
  }

  @Test
  void keepsTheLastGoodStateWhileTheFileIsNoText() throws IOException {
    Path file = started("10.0.0.1");
    Files.write(file, new byte[] {'a', (byte) 0xff, (byte) 0xfe});
    awaitBroken("not a text in UTF-8");
  }

  @Test
  void isUnsyncedUntilItsFirstGoodFile() throws IOException {
    Path file = directory.resolve("later").resolve("services.yaml");
    start(file);
    await().atMost(SOON).until(() -> reports.condition().equals("unsynced"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, service("10.0.0.1"));
    awaitEndpoints("10.0.0.1");
  }

  @Test
  void tellsOnlyTheHostsThatChanged() throws IOException {
    Path file = started("10.0.0.1");
    Files.writeString(
        file, service("10.0.0.1") + "  - host: db.internal\n    ports: [{number: 5432}]\n");
    await().atMost(SOON).until(() -> reports.hosts().size() == 2);
    assertThat(reports.last().changed()).asString().isEqualTo("[db.internal]");
  }
}

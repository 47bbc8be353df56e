package io.fairlead.controlplane.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryContentTest {

  @TempDir Path directory;
  private DirectoryContent content = DirectoryContent.EMPTY;

  private static String entry(String name, String host) {
    return """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: %s, namespace: demo}
        spec:
          hosts: [%s.demo]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
        ---
        """
        .formatted(name, host);
  }

  private void write(String file, String... entries) throws IOException {
    Path part = Files.writeString(directory.resolve(".part"), String.join("", entries));
    Files.move(part, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  private ConfigChange readAgain() throws IOException {
    DirectoryContent before = content;
    content = before.readAgain(directory);
    return content.changeSince(before);
  }

  private static List<String> changed(ConfigChange change) {
    return change.changed().stream().map(it -> it.name().name()).toList();
  }

  private static List<String> removed(ConfigChange change) {
    return change.removed().stream().map(ResourceId::name).map(it -> it.name()).toList();
  }

  @Test
  void aReadingWithoutNewsIsTheSameObject() throws IOException {
    write("a.yaml", entry("a", "a"));
    readAgain();
    assertThat(content.readAgain(directory)).isSameAs(content);
  }

  @Test
  void readsOnlyTheFileThatChangedAndTellsOnlyTheResourceThatDiffers() throws IOException {
    for (int file = 0; file < 20; file++) {
      int first = file * 10;
      write(
          "f" + file + ".yaml",
          IntStream.range(first, first + 10)
              .mapToObj(i -> entry("s" + i, "s" + i))
              .toArray(String[]::new));
    }
    assertThat(readAgain().changed()).hasSize(200);
    DirectoryContent before = content;
    write(
        "f7.yaml",
        Stream.concat(
                Stream.of(entry("s70", "moved")),
                IntStream.range(71, 80).mapToObj(i -> entry("s" + i, "s" + i)))
            .toArray(String[]::new));

    ConfigChange change = readAgain();

    assertThat(changed(change)).containsExactly("s70");
    assertThat(removed(change)).isEmpty();
    assertThat(SharedMap.changes(before.files(), content.files())).hasSize(1);
  }

  @Test
  void aFileOfEqualTimeAndSizeThatReplacedAnotherIsRead() throws IOException {
    write("a.yaml", entry("a", "one"));
    readAgain();
    var time = Files.getLastModifiedTime(directory.resolve("a.yaml"));
    Path part = Files.writeString(directory.resolve(".part"), entry("a", "two"));
    Files.setLastModifiedTime(part, time);
    Files.move(part, directory.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(changed(readAgain())).containsExactly("a");
  }

  @Test
  void theFirstFileHoldsAndTheNextOneOnceItIsGone() throws IOException {
    write("a.yaml", entry("x", "first"), entry("y", "y"));
    write("b.yaml", entry("x", "second"));
    readAgain();
    assertThat(content.problems()).hasSize(1);
    assertThat(content.problems().getFirst().toString()).contains("b.yaml");

    write("b.yaml", entry("x", "third"));
    assertThat(changed(readAgain())).isEmpty();

    Files.delete(directory.resolve("a.yaml"));
    ConfigChange change = readAgain();
    assertThat(changed(change)).containsExactly("x");
    assertThat(removed(change)).containsExactly("y");
    assertThat(content.problems()).isEmpty();
  }
}

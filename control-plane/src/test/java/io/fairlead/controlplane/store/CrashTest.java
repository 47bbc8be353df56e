package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {

  private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 60;

  @TempDir private Path directory;

  /** Several write for ever and print each key once the store has acknowledged it. */
  static final class Writer {

    public static void main(String[] arguments) {
      SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
      for (int writer = 0; writer < Integer.parseInt(arguments[1]); writer++) {
        String prefix = "w" + writer + "-";
        Thread.ofPlatform().start(() -> write(store, prefix));
      }
    }

    private static void write(SqliteStore store, String prefix) {
      for (int i = 0; i >= 0; i++) {
        String key = prefix + i;
        store.write("things", key, ByteString.copyFromUtf8(key), StateStore.ABSENT);
        System.out.println(key);
      }
    }
  }

  private Process child(Path acknowledgements, int writers) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            // A killed process leaves its copy of the native library: below what the test removes.
            "-Dorg.sqlite.tmpdir=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            directory.resolve("store.db").toString(),
            Integer.toString(writers))
        .redirectOutput(acknowledgements.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Whole lines only: the last one may be cut. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void losesNoAcknowledgedWriteWhenKilled(int writers) throws Exception {
    Path acknowledgements = directory.resolve("acknowledged");
    Process process = child(acknowledgements, writers);
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> lines(acknowledgements).size() >= ACKNOWLEDGED_BEFORE_THE_KILL);
    } finally {
      process.destroyForcibly().waitFor();
    }

    List<String> acknowledged = lines(acknowledgements);
    try (SqliteStore store = SqliteStore.open(directory.resolve("store.db"))) {
      assertThat(store.list("things")).extracting(Entry::key).containsAll(acknowledged);
      // One write of each may have been on disk and not yet told of.
      assertThat(store.list("things"))
          .hasSizeBetween(acknowledged.size(), acknowledged.size() + writers);
    }
  }
}

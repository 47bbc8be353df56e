package io.fairlead.vmagent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Cases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

  @Test
  void firstRetryComesSoonAndNoneComesLaterThanTheMost() {
    Backoff backoff = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(10));
    Cases.check(
        100,
        (random, seed) -> {
          assertThat(backoff.delay(1, random)).isLessThanOrEqualTo(Duration.ofMillis(300));
          assertThat(backoff.delay(random.nextInt(1, 1_000_000), random))
              .isBetween(Duration.ofMillis(150), Duration.ofSeconds(10));
        });
  }

  @Test
  void closesLastFirstAndOnceWhateverFails() {
    List<String> closed = new ArrayList<>();
    StopOrder order = new StopOrder();
    order.add("first", () -> closed.add("first"));
    order.add(
        "second",
        () -> {
          throw new IllegalStateException("stuck");
        });
    order.add("third", () -> closed.add("third"));

    order.close();
    order.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void writesWholeFilesWithTheirModeAndLeavesNoOther(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("key.pem");
    AtomicFiles.write(file, "old", "rw-r--r--");
    AtomicFiles.write(file, "new", "rw-------");

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryContaining(file::equals);
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }
}

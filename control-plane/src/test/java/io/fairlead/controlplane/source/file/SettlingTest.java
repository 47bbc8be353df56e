package io.fairlead.controlplane.source.file;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private final Settling settling = new Settling(Path.of("known.yaml")::equals);

  private record Event<T>(Kind<T> kind, @Nullable T context) implements WatchEvent<T> {
    @Override
    public int count() {
      return 1;
    }
  }

  private static WatchEvent<Path> event(WatchEvent.Kind<Path> kind, String name) {
    return new Event<>(kind, Path.of(name));
  }

  private boolean isWholeAfter(WatchEvent<?>... events) {
    return settling.isWholeAfter(List.of(events));
  }

  @Test
  void aKnownFileThatIsReplacedByARenameIsWhole() {
    assertThat(isWholeAfter(event(ENTRY_CREATE, ".known.tmp"), event(ENTRY_MODIFY, ".known.tmp")))
        .isFalse();
    assertThat(isWholeAfter(event(ENTRY_CREATE, "known.yaml"))).isTrue();
  }

  @Test
  void aNewFileThatWasWrittenBesideAndRenamedIsWhole() {
    assertThat(isWholeAfter(event(ENTRY_DELETE, "new.yaml.tmp"), event(ENTRY_CREATE, "new.yaml")))
        .isTrue();
  }

  @Test
  void aNewFileThatIsMadeInPlaceMayBeHalfThere() {
    assertThat(isWholeAfter(event(ENTRY_CREATE, "new.yaml"))).isFalse();
  }

  @Test
  void aFileThatIsWrittenInPlaceMayBeHalfThere() {
    assertThat(isWholeAfter(event(ENTRY_MODIFY, "known.yaml"))).isFalse();
  }

  @Test
  void aFileThatWasDeletedAndMadeAnewMayBeHalfThere() {
    assertThat(isWholeAfter(event(ENTRY_DELETE, "known.yaml"))).isFalse();
    assertThat(isWholeAfter(event(ENTRY_CREATE, "known.yaml"))).isFalse();
  }

  @Test
  void aWholeFileIsNotReadBesideAHalfWrittenOne() {
    assertThat(isWholeAfter(event(ENTRY_MODIFY, "other.yaml"), event(ENTRY_CREATE, "known.yaml")))
        .isFalse();
  }

  @Test
  void lostEventsMayHaveBeenAnything() {
    assertThat(isWholeAfter(new Event<>(OVERFLOW, null), event(ENTRY_CREATE, "known.yaml")))
        .isFalse();
  }
}

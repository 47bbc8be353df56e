package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

  private static final ByteString ONE = ByteString.copyFromUtf8("one");
  private static final ByteString TWO = ByteString.copyFromUtf8("two");

  @TempDir private Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Entry written(String key, ByteString value) {
    return store.write("things", key, value, StateStore.ANY).orElseThrow();
  }

  @Test
  void readsWhatItWrote() {
    Entry entry = written("a", ONE);

    assertThat(store.read("things", "a")).contains(entry);
    assertThat(entry).isEqualTo(new Entry("things", "a", ONE, 1));
  }

  @Test
  void keepsCollectionsApart() {
    written("a", ONE);

    assertThat(store.read("others", "a")).isEmpty();
    assertThat(store.list("others")).isEmpty();
  }

  @Test
  void listsByKey() {
    written("b", ONE);
    written("a", TWO);

    assertThat(store.list("things")).extracting(Entry::key).containsExactly("a", "b");
  }

  @Test
  void createsOnlyWhereNothingIs() {
    assertThat(store.write("things", "a", ONE, StateStore.ABSENT)).isPresent();
    assertThat(store.write("things", "a", TWO, StateStore.ABSENT)).isEmpty();
    assertThat(store.read("things", "a").map(Entry::value)).contains(ONE);
  }

  @Test
  void replacesOnlyTheExpectedRevision() {
    Entry first = written("a", ONE);
    Entry second = store.write("things", "a", TWO, first.revision()).orElseThrow();

    assertThat(store.write("things", "a", ONE, first.revision())).isEmpty();
    assertThat(store.read("things", "a")).contains(second);
    assertThat(second.revision()).isGreaterThan(first.revision());
  }

  @Test
  void deletesOnlyTheExpectedRevision() {
    Entry first = written("a", ONE);
    Entry second = written("a", TWO);

    assertThat(store.delete("things", "a", first.revision())).isFalse();
    assertThat(store.delete("things", "a", second.revision())).isTrue();
    assertThat(store.delete("things", "a", StateStore.ANY)).isFalse();
    assertThat(store.read("things", "a")).isEmpty();
  }

  @Test
  void createsAgainWhatWasDeleted() {
    written("a", ONE);
    store.delete("things", "a", StateStore.ANY);

    Optional<Entry> again = store.write("things", "a", TWO, StateStore.ABSENT);

    assertThat(again.map(Entry::revision)).contains(3L);
  }

  @Test
  void keepsEntriesAndRevisionsOverARestart() {
    Entry entry = written("a", ONE);
    written("b", ONE);
    store.delete("things", "b", StateStore.ANY);
    store.close();
    open();

    assertThat(store.list("things")).containsExactly(entry);
    assertThat(written("c", ONE).revision()).isEqualTo(4);
  }

  @Test
  void letsOneOfManyWritersWin() throws Exception {
    Entry first = written("a", ONE);
    List<Callable<Boolean>> attempts =
        IntStream.range(0, 50)
            .<Callable<Boolean>>mapToObj(
                i -> () -> store.write("things", "a", TWO, first.revision()).isPresent())
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int won = 0;
      for (var attempt : threads.invokeAll(attempts)) {
        won += attempt.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void makesManyChangesInOneTransactionAndLeavesOutWhatIsNotAsExpected() {
    Entry first = written("a", ONE);
    long before = store.transactions();
    List<Long> revisions =
        store.apply(
            List.of(
                new StateStore.Change.Put("things", "a", TWO, first.revision()),
                new StateStore.Change.Put("things", "a", ONE, first.revision()),
                new StateStore.Change.Put("things", "b", ONE, StateStore.ABSENT),
                new StateStore.Change.Delete("things", "b", StateStore.ANY),
                new StateStore.Change.Delete("things", "c", StateStore.ANY)));

    assertThat(revisions).containsExactly(2L, 0L, 3L, 4L, 0L);
    assertThat(store.list("things")).containsExactly(new Entry("things", "a", TWO, 2));
    assertThat(store.transactions() - before).isEqualTo(1);
  }

  @Test
  void refusesAValueThatIsTooLarge() {
    var huge = ByteString.copyFrom(new byte[(4 << 20) + 1]);

    assertThatThrownBy(() -> written("a", huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than the 4194304");
  }

  @Test
  void keepsEmptyValuesApartFromDeletedOnes() {
    written("a", ByteString.EMPTY);

    assertThat(store.read("things", "a").map(Entry::value)).contains(ByteString.EMPTY);
  }

  @Test
  void closesTwice() {
    store.close();
    store.close();

    assertThatThrownBy(() -> store.read("things", "a")).isInstanceOf(StoreException.class);
  }

  @Test
  void livesInMemoryToo() {
    try (var memory = SqliteStore.inMemory();
        var other = SqliteStore.inMemory()) {
      memory.write("things", "a", ONE, StateStore.ANY);

      assertThat(memory.read("things", "a")).isPresent();
      assertThat(other.read("things", "a")).isEmpty();
    }
  }
}

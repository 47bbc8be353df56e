package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWatchTest {

  private static final ByteString VALUE = ByteString.copyFromUtf8("v");
  private static final int KEPT = 3;

  @TempDir private Path directory;
  private SqliteStore store;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final WatchListener listener =
      new WatchListener() {
        @Override
        public void written(Entry entry) {
          heard.add("+" + entry.key() + "@" + entry.revision());
        }

        @Override
        public void deleted(String collection, String key, long revision) {
          heard.add("-" + key + "@" + revision);
        }

        @Override
        public void compacted(long revision) {
          heard.add("compacted@" + revision);
        }
      };

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("store.db"), KEPT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void write(String key) {
    store.write("things", key, VALUE, StateStore.ANY);
  }

  private void delete(String key) {
    store.delete("things", key, StateStore.ANY);
  }

  private void assertHears(String... expected) {
    await().untilAsserted(() -> assertThat(heard).containsExactly(expected));
  }

  @Test
  void tellsOfAllThatIsThereAndOfWhatChanges() {
    write("a");
    store.watch("things", 0, listener);
    assertHears("+a@1");

    write("b");
    assertHears("+a@1", "+b@2");
    delete("a");
    assertHears("+a@1", "+b@2", "-a@3");
  }

  @Test
  void tellsOnlyOfWhatIsNewerThanTheRevision() {
    write("a");
    write("b");
    delete("a");

    store.watch("things", 2, listener);

    assertHears("-a@3");
  }

  @Test
  void isDeafToOtherCollections() {
    store.watch("things", 0, listener);
    store.write("others", "x", VALUE, StateStore.ANY);
    write("a");

    assertHears("+a@2");
  }

  @Test
  void asksForANewListWhereDeletionsWereForgotten() {
    write("kept");
    IntStream.range(0, KEPT + 2).forEach(i -> write("gone" + i));
    IntStream.range(0, KEPT + 2).forEach(i -> delete("gone" + i));

    store.watch("things", 1, listener);
    assertHears("compacted@11");

    write("next");
    assertHears("compacted@11", "+next@12");
  }

  @Test
  void neverAsksANewcomerForANewList() {
    write("kept");
    IntStream.range(0, KEPT + 2).forEach(i -> write("gone" + i));
    IntStream.range(0, KEPT + 2).forEach(i -> delete("gone" + i));

    store.watch("things", 0, listener);

    // The last deletions are still known, which does no harm.
    assertHears("+kept@1", "-gone2@9", "-gone3@10", "-gone4@11");
  }

  @Test
  void hearsNothingOnceClosed() {
    Watch watch = store.watch("things", 0, listener);
    write("a");
    assertHears("+a@1");

    watch.close();
    write("b");
    store.watch("things", 1, listener);

    assertHears("+a@1", "+b@2");
  }

  @Test
  void goesOnAfterAListenerFails() {
    store.watch(
        "things",
        0,
        new WatchListener() {
          @Override
          public void written(Entry entry) {
            listener.written(entry);
            if (entry.key().equals("bad")) {
              throw new IllegalArgumentException("planted");
            }
          }

          @Override
          public void deleted(String collection, String key, long revision) {}

          @Override
          public void compacted(long revision) {}
        });
    write("bad");
    assertHears("+bad@1");

    write("good");

    assertHears("+bad@1", "+good@2");
  }

  @Test
  void tellsOfEveryKeyUnderLoad() {
    store.watch("things", 0, listener);

    IntStream.range(0, 700).forEach(i -> write("k" + i));

    await().untilAsserted(() -> assertThat(heard).hasSize(700).doesNotHaveDuplicates());
  }
}

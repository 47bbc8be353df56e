package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

  private static final Duration PACE = Duration.ofMillis(1);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final MemoryStore store = new MemoryStore();
  private final WriteBehind behind = new WriteBehind(store, "hosts", PACE, Duration.ofMillis(5));

  @AfterEach
  void stop() {
    store.isFull = false;
    store.turns.release(1_000);
    behind.close();
  }

  private static ByteString value(int number) {
    return ByteString.copyFromUtf8("v" + number);
  }

  /** A first write that is under way while the test goes on. */
  private void holdTheDiskUp() {
    store.turns.drainPermits();
    behind.write("first", value(0));
    await().until(() -> store.turns.hasQueuedThreads());
  }

  @Test
  void aLoneWriteIsOnTheDiskAtOnce() throws Exception {
    behind.write("a", value(1));
    assertThat(behind.flush(SOON)).isTrue();
    assertThat(store.values()).containsEntry("a", value(1));
    assertThat(store.transactions).containsExactly(1);
  }

  @Test
  void nobodyWaitsForTheDiskAndTwoThousandWritesAreFewTransactions() throws Exception {
    holdTheDiskUp();
    for (int i = 0; i < 2_000; i++) {
      behind.write("host" + i, value(i));
    }
    assertThat(behind.waiting()).isEqualTo(2_001);
    store.turns.release(1_000);
    assertThat(behind.flush(SOON)).isTrue();
    assertThat(store.values()).hasSize(2_001);
    assertThat(store.transactions).containsExactly(1, 500, 500, 500, 500);
  }

  @Test
  void ofSeveralChangesToOneKeyOnlyTheNewestIsWritten() throws Exception {
    holdTheDiskUp();
    for (int i = 0; i < 100; i++) {
      behind.write("a", value(i));
      behind.write("b", value(i));
    }
    behind.delete("b");
    assertThat(behind.waiting()).isEqualTo(3);
    store.turns.release(1_000);
    behind.flush(SOON);
    assertThat(store.values()).containsOnlyKeys("a", "first").containsEntry("a", value(99));
    assertThat(store.transactions).containsExactly(1, 2);
  }

  @Test
  void aFullDiskIsTriedAgainAndTold() throws Exception {
    store.isFull = true;
    behind.write("a", value(1));
    await().until(() -> store.transactions.size() > 2);
    assertThat(behind.trouble()).hasValue("database or disk is full");
    assertThat(behind.waiting()).isEqualTo(1);

    behind.write("a", value(2));
    store.isFull = false;
    assertThat(behind.flush(SOON)).isTrue();
    assertThat(store.values()).containsEntry("a", value(2));
    assertThat(behind.trouble()).isEmpty();
  }

  @Test
  void anEntryThatTheStoreRefusesKeepsNoOtherFromIt() throws Exception {
    holdTheDiskUp();
    behind.write("a", value(1));
    behind.write("", value(2));
    behind.write("b", value(3));
    store.turns.release(1_000);
    assertThat(behind.flush(SOON)).isTrue();
    assertThat(store.values()).containsOnlyKeys("first", "a", "b");
  }

  @Test
  void whatWaitsIsWrittenBeforeTheEnd() {
    holdTheDiskUp();
    behind.write("a", value(1));
    behind.delete("first");
    store.turns.release(1_000);
    behind.close();
    assertThat(store.values()).containsOnlyKeys("a");
  }

  @Test
  void aFullDiskDoesNotKeepItFromEnding() {
    store.isFull = true;
    behind.write("a", value(1));
    behind.close();
    assertThat(behind.waiting()).isEqualTo(1);
  }
}

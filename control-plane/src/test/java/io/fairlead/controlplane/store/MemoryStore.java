package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A store whose disk a test can fill up, and hold up. */
public final class MemoryStore implements StateStore {

  /** The size of each transaction. */
  public final List<Integer> transactions = new CopyOnWriteArrayList<>();

  public volatile boolean isFull;

  /** What a transaction needs one of. */
  public final Semaphore turns = new Semaphore(Integer.MAX_VALUE / 2);

  private final Map<String, ByteString> values = new ConcurrentSkipListMap<>();

  public Map<String, ByteString> values() {
    return values;
  }

  @Override
  public List<Long> apply(List<? extends Change> changes) {
    turns.acquireUninterruptibly();
    transactions.add(changes.size());
    if (isFull) {
      throw new StoreException("database or disk is full");
    }
    if (changes.stream().anyMatch(change -> change.key().isEmpty())) {
      throw new IllegalArgumentException("an entry needs a key");
    }
    List<Long> revisions = new ArrayList<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Put put -> values.put(put.key(), put.value());
        case Change.Delete gone -> values.remove(gone.key());
      }
      revisions.add(1L);
    }
    return revisions;
  }

  @Override
  public Optional<Entry> read(String collection, String key) {
    return Optional.ofNullable(values.get(key)).map(value -> new Entry(collection, key, value, 1));
  }

  @Override
  public List<Entry> list(String collection) {
    return values.entrySet().stream()
        .map(entry -> new Entry(collection, entry.getKey(), entry.getValue(), 1))
        .toList();
  }

  @Override
  public Watch watch(String collection, long afterRevision, WatchListener listener) {
    throw new UnsupportedOperationException("no test watches this store");
  }

  @Override
  public void close() {}
}

package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a collection in the store without letting anybody wait for the disk. For what is told again
 * by itself after a crash, and for nothing else: what was written last may be lost with the
 * process. The disk is asked at once, and what comes in the pace after that goes together; of
 * several writes to one key only the newest waits, so the queue is as long as the collection at
 * most.
 */
public final class WriteBehind implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
  private static final int MOST_AT_ONCE = 500;
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final StateStore store;
  private final String collection;
  private final Duration pace;
  private final Duration firstRetry;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();

  /** Both are of the lock, which owns what follows. */
  private final Condition arrived = lock.newCondition();

  private final Condition empty = lock.newCondition();
  private final Map<String, Change> waiting = new LinkedHashMap<>();
  private Optional<String> trouble = Optional.empty();
  private int writing;
  private boolean isClosing;

  public WriteBehind(StateStore store, String collection) {
    this(store, collection, PACE, FIRST_RETRY);
  }

  WriteBehind(StateStore store, String collection, Duration pace, Duration firstRetry) {
    this.store = store;
    this.collection = collection;
    this.pace = pace;
    this.firstRetry = firstRetry;
    this.thread = Thread.ofVirtual().name("behind-" + collection).start(this::run);
  }

  /** What is on the disk. */
  public List<StateStore.Entry> list() {
    return store.list(collection);
  }

  public void write(String key, ByteString value) {
    put(new Change.Put(collection, key, value, StateStore.ANY));
  }

  public void delete(String key) {
    put(new Change.Delete(collection, key, StateStore.ANY));
  }

  private void put(Change change) {
    lock.lock();
    try {
      waiting.put(change.key(), change);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many entries are not on the disk as they are. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size() + writing;
    } finally {
      lock.unlock();
    }
  }

  /** Why the disk does not take them, since the last write failed. */
  public Optional<String> trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was written before is on the disk; false where it takes too long. */
  public boolean flush(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (writing + waiting.size() > 0 && left > 0) {
        left = empty.awaitNanos(left);
      }
      return writing + waiting.size() == 0;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    int failures = 0;
    try {
      for (List<Change> batch = take(); !batch.isEmpty(); batch = take()) {
        Optional<String> failure = written(batch);
        settle(batch, failure);
        failures = failure.isEmpty() ? 0 : failures + 1;
        if (!pause(failures == 0 ? pace : retry(failures)) && failures > 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What to write next; nothing once all is written and this is closed. */
  private List<Change> take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !isClosing) {
        arrived.await();
      }
      List<Change> batch = new ArrayList<>();
      Iterator<Change> first = waiting.values().iterator();
      while (first.hasNext() && batch.size() < MOST_AT_ONCE) {
        batch.add(first.next());
        first.remove();
      }
      writing = batch.size();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private Optional<String> written(List<Change> batch) {
    try {
      store.apply(batch);
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return batch.size() == 1 ? refused(batch.getFirst(), e) : oneByOne(batch);
    }
  }

  /** One that the store can never take must not keep the others from it. */
  private Optional<String> oneByOne(List<Change> batch) {
    Optional<String> failure = Optional.empty();
    for (Change change : batch) {
      Optional<String> mine = written(List.of(change));
      failure = failure.or(() -> mine);
    }
    return failure;
  }

  private Optional<String> refused(Change change, IllegalArgumentException cause) {
    log.atError()
        .addKeyValue("collection", collection)
        .addKeyValue("key", change.key())
        .addKeyValue("error", cause.getMessage())
        .log("The store refuses an entry; it will be missing after a restart");
    return Optional.empty();
  }

  /** What failed waits again, unless something newer does. */
  private void settle(List<Change> batch, Optional<String> failure) {
    lock.lock();
    try {
      writing = 0;
      if (failure.isPresent()) {
        batch.forEach(change -> waiting.putIfAbsent(change.key(), change));
      }
      tell(failure);
      trouble = failure;
      if (waiting.isEmpty()) {
        empty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(Optional<String> failure) {
    if (failure.isPresent() && trouble.isEmpty()) {
      log.atError()
          .addKeyValue("collection", collection)
          .addKeyValue("error", failure.get())
          .log("The store takes no changes; they are kept in memory and tried again");
    } else if (failure.isEmpty() && trouble.isPresent()) {
      log.atInfo().addKeyValue("collection", collection).log("The store takes changes again");
    }
  }

  private Duration retry(int failures) {
    Duration doubled = firstRetry.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
  }

  /** False, at once, where there will be no other attempt. */
  private boolean pause(Duration length) throws InterruptedException {
    lock.lock();
    try {
      long left = length.toNanos();
      while (!isClosing && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return !isClosing;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what still waits, once. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosing = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    try {
      boolean ended = thread.join(STOP);
      int lost = waiting();
      if (!ended || lost > 0) {
        log.atError()
            .addKeyValue("collection", collection)
            .addKeyValue("changes", lost)
            .log("Changes could not be written before the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

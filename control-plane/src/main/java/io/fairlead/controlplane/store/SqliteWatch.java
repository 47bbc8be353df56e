package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what changed since it last looked, whenever it is woken. Nothing is queued for it, so a
 * listener that is slow costs no memory and sees each entry's last state.
 */
final class SqliteWatch implements Watch {

  private static final Logger log = LoggerFactory.getLogger(SqliteWatch.class);
  private static final int PAGE = 500;

  private final Database database;
  private final String collection;
  private final WatchListener listener;
  private final Consumer<SqliteWatch> onClose;
  private final Semaphore wakes = new Semaphore(1);
  private final Thread thread;

  /** The last revision told of; owned by the watch's thread. */
  private long told;

  private volatile boolean closed;

  SqliteWatch(
      Database database,
      String collection,
      long after,
      WatchListener listener,
      Consumer<SqliteWatch> onClose) {
    this.database = database;
    this.collection = collection;
    this.told = after;
    this.listener = listener;
    this.onClose = onClose;
    this.thread = Thread.ofVirtual().name("watch-" + collection).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void wake(String changed) {
    if (changed.equals(collection)) {
      wakes.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        wakes.acquire();
        wakes.drainPermits();
        tellAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll() {
    try {
      for (Page page = next(); !closed && !page.isDone(); page = next()) {
        tell(page);
      }
    } catch (RuntimeException e) {
      if (!closed) {
        log.atError()
            .setCause(e)
            .addKeyValue("collection", collection)
            .addKeyValue("revision", told)
            .log("A watch of the store failed and goes on with the next change");
      }
    }
  }

  /** What to tell next, read in one transaction so that a compaction cannot slip in between. */
  private record Page(long compacted, List<EntryTable.Row> rows) {

    boolean isDone() {
      return compacted == 0 && rows.isEmpty();
    }
  }

  private Page next() {
    return database.transaction(
        "watching",
        open -> {
          long compacted = EntryTable.counter(open, "compacted");
          // Whoever starts at 0 holds nothing that could have been deleted.
          return told > 0 && told < compacted
              ? new Page(EntryTable.counter(open, "revision"), List.of())
              : new Page(0, EntryTable.changes(open, collection, told, PAGE));
        });
  }

  private void tell(Page page) {
    if (page.compacted() > 0) {
      told = page.compacted();
      listener.compacted(page.compacted());
    }
    for (EntryTable.Row row : page.rows()) {
      if (closed) {
        return;
      }
      told = row.revision();
      ByteString value = row.value();
      if (value == null) {
        listener.deleted(collection, row.key(), row.revision());
      } else {
        listener.written(new StateStore.Entry(collection, row.key(), value, row.revision()));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
    thread.interrupt();
  }
}

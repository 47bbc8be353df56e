package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The embedded store: one SQLite file, one writer, a write-ahead log, and an fsync for each
 * acknowledged write.
 */
public final class SqliteStore implements StateStore {

  /** How many deletions a watch that was away can still hear of one by one. */
  static final int KEPT_DELETIONS = 10_000;

  private static final int LONGEST_NAME = 512;
  private static final int LARGEST_VALUE = 4 << 20;
  private static final int BUSY_MILLIS = 5_000;

  private final Database writer;

  /** Another connection, so that who reads never waits for the disk; in memory the same one. */
  private final Database reader;

  private final @Nullable StoreFile file;
  private final int keptDeletions;
  private final Set<SqliteWatch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteStore(
      Database writer, Database reader, @Nullable StoreFile file, int keptDeletions) {
    this.writer = writer;
    this.reader = reader;
    this.file = file;
    this.keptDeletions = keptDeletions;
  }

  /**
   * Opens or creates the store.
   *
   * @throws StoreException where it is in use, damaged, of a newer program, or open to others
   */
  public static SqliteStore open(Path path) {
    return open(path, KEPT_DELETIONS);
  }

  static SqliteStore open(Path path, int keptDeletions) {
    StoreFile file = StoreFile.open(path);
    try {
      String name = file.path().toString();
      Database writer = connect(name, name, TransactionMode.IMMEDIATE);
      try {
        writer.transaction("preparing", prepared(name));
        return new SqliteStore(
            writer, connect(name, name, TransactionMode.DEFERRED), file, keptDeletions);
      } catch (RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A store that ends with the process. */
  public static SqliteStore inMemory() {
    Database only = connect(":memory:", "in memory", TransactionMode.IMMEDIATE);
    only.transaction("preparing", prepared("in memory"));
    return new SqliteStore(only, only, null, KEPT_DELETIONS);
  }

  private static Database.Work<Boolean> prepared(String name) {
    return connection -> {
      Schema.prepare(connection, name);
      return true;
    };
  }

  private static Database connect(String address, String name, TransactionMode mode) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(mode);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + address);
      return new Database(name, connection);
    } catch (SQLException e) {
      throw StoreException.of(name, "opening", e);
    }
  }

  @Override
  public Optional<Entry> read(String collection, String key) {
    return reader.query("reading from", open -> EntryTable.read(open, collection, key));
  }

  @Override
  public List<Entry> list(String collection) {
    return reader.query("listing", open -> EntryTable.list(open, collection));
  }

  @Override
  public Optional<Entry> write(
      String collection, String key, ByteString value, long expectedRevision) {
    requireShort(collection, key, value);
    Optional<Entry> written =
        writer.transaction(
            "writing to",
            open -> {
              if (!isExpected(EntryTable.read(open, collection, key), expectedRevision)) {
                return Optional.empty();
              }
              long revision = EntryTable.put(open, collection, key, value.toByteArray());
              return Optional.of(new Entry(collection, key, value, revision));
            });
    if (written.isPresent()) {
      watches.forEach(watch -> watch.wake(collection));
    }
    return written;
  }

  @Override
  public boolean delete(String collection, String key, long expectedRevision) {
    boolean deleted =
        writer.transaction(
            "deleting from",
            open -> {
              Optional<Entry> found = EntryTable.read(open, collection, key);
              if (found.isEmpty() || !isExpected(found, expectedRevision)) {
                return false;
              }
              EntryTable.put(open, collection, key, null);
              EntryTable.compact(open, keptDeletions);
              return true;
            });
    if (deleted) {
      watches.forEach(watch -> watch.wake(collection));
    }
    return deleted;
  }

  private static boolean isExpected(Optional<Entry> found, long expectedRevision) {
    return expectedRevision == ANY || found.map(Entry::revision).orElse(ABSENT) == expectedRevision;
  }

  private static void requireShort(String collection, String key, ByteString value) {
    if (collection.isEmpty() || key.isEmpty() || key.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "an entry needs a collection and a key of 1 to " + LONGEST_NAME + " characters");
    }
    if (value.size() > LARGEST_VALUE) {
      throw new IllegalArgumentException(
          "the value of %s/%s has %d bytes, more than the %d that the store takes"
              .formatted(collection, key, value.size(), LARGEST_VALUE));
    }
  }

  @Override
  public Watch watch(String collection, long afterRevision, WatchListener listener) {
    var watch = new SqliteWatch(reader, collection, afterRevision, listener, watches::remove);
    watches.add(watch);
    watch.start();
    return watch;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List.copyOf(watches).forEach(SqliteWatch::close);
    if (reader != writer) {
      reader.close();
    }
    writer.close();
    if (file != null) {
      file.close();
    }
  }
}

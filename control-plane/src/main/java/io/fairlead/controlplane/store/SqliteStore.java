package io.fairlead.controlplane.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The embedded store: one SQLite file, one writer at a time, a write-ahead log, and an fsync before
 * a write is acknowledged, which all who came during the one before share.
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
  private final LongAdder transactions = new LongAdder();
  private final GroupCommit<List<Change>, List<Long>> commits = new GroupCommit<>(this::commit);
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
  public List<Long> apply(List<? extends Change> changes) {
    changes.forEach(SqliteStore::requireShort);
    return changes.isEmpty() ? List.of() : commits.run(List.copyOf(changes));
  }

  /** How many transactions have written since the store was opened. */
  public long transactions() {
    return transactions.sum();
  }

  /** What several callers want, in one transaction. */
  private List<List<Long>> commit(List<List<Change>> wanted) {
    List<List<Long>> revisions =
        writer.transaction(
            "writing to",
            open -> {
              List<List<Long>> all = new ArrayList<>();
              for (List<Change> changes : wanted) {
                all.add(made(open, changes));
              }
              if (wanted.stream().flatMap(List::stream).anyMatch(Change.Delete.class::isInstance)) {
                EntryTable.compact(open, keptDeletions);
              }
              return all;
            });
    transactions.increment();
    wanted.stream()
        .flatMap(List::stream)
        .map(Change::collection)
        .distinct()
        .forEach(collection -> watches.forEach(watch -> watch.wake(collection)));
    return revisions;
  }

  private static List<Long> made(Connection open, List<Change> changes) throws SQLException {
    List<Long> revisions = new ArrayList<>();
    for (Change change : changes) {
      Optional<Entry> found = EntryTable.read(open, change.collection(), change.key());
      revisions.add(
          isExpected(found, change.expectedRevision()) ? made(open, change, found.isPresent()) : 0);
    }
    return revisions;
  }

  private static long made(Connection open, Change change, boolean exists) throws SQLException {
    return switch (change) {
      case Change.Put put ->
          EntryTable.put(open, put.collection(), put.key(), put.value().toByteArray());
      case Change.Delete gone ->
          exists ? EntryTable.put(open, gone.collection(), gone.key(), null) : 0;
    };
  }

  private static boolean isExpected(Optional<Entry> found, long expectedRevision) {
    return expectedRevision == ANY || found.map(Entry::revision).orElse(ABSENT) == expectedRevision;
  }

  private static void requireShort(Change change) {
    String key = change.key();
    if (change.collection().isEmpty() || key.isEmpty() || key.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "an entry needs a collection and a key of 1 to " + LONGEST_NAME + " characters");
    }
    if (change instanceof Change.Put put && put.value().size() > LARGEST_VALUE) {
      throw new IllegalArgumentException(
          "the value of %s/%s has %d bytes, more than the %d that the store takes"
              .formatted(put.collection(), key, put.value().size(), LARGEST_VALUE));
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

package io.fairlead.controlplane.store;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of the store. Each method runs inside a transaction or query of its caller. */
final class EntryTable {

  private EntryTable() {}

  /** A row as a watch sees it: without a value, the entry was deleted. */
  record Row(String collection, String key, @Nullable ByteString value, long revision) {}

  static Optional<Entry> read(Connection connection, String collection, String key)
      throws SQLException {
    List<Row> found =
        rows(
            connection,
            "SELECT collection, key, value, revision FROM entries"
                + " WHERE collection = ? AND key = ? AND value IS NOT NULL",
            collection,
            key);
    return found.stream().map(EntryTable::entry).findFirst();
  }

  static List<Entry> list(Connection connection, String collection) throws SQLException {
    List<Row> found =
        rows(
            connection,
            "SELECT collection, key, value, revision FROM entries"
                + " WHERE collection = ? AND value IS NOT NULL ORDER BY key",
            collection);
    return found.stream().map(EntryTable::entry).toList();
  }

  static List<Row> changes(Connection connection, String collection, long after, int limit)
      throws SQLException {
    return rows(
        connection,
        "SELECT collection, key, value, revision FROM entries"
            + " WHERE collection = ? AND revision > ? ORDER BY revision LIMIT ?",
        collection,
        after,
        limit);
  }

  /** Writes or, without a value, deletes; gives the new revision. */
  static long put(Connection connection, String collection, String key, byte @Nullable [] value)
      throws SQLException {
    update(connection, "UPDATE counters SET value = value + 1 WHERE name = 'revision'");
    long revision = counter(connection, "revision");
    update(
        connection,
        "INSERT INTO entries (collection, key, value, revision) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET value = excluded.value, revision = excluded.revision",
        collection,
        key,
        value,
        revision);
    return revision;
  }

  static long counter(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        prepare(connection, "SELECT value FROM counters WHERE name = ?", name)) {
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }

  /** Forgets the oldest deletions once more than {@code keep} are known. */
  static void compact(Connection connection, int keep) throws SQLException {
    String oldest =
        "(SELECT revision FROM entries WHERE value IS NULL ORDER BY revision DESC LIMIT 1 OFFSET ?)";
    update(
        connection,
        "UPDATE counters SET value = max(value, coalesce("
            + oldest
            + ", 0))"
            + " WHERE name = 'compacted'",
        keep);
    update(
        connection,
        "DELETE FROM entries WHERE value IS NULL"
            + " AND revision <= (SELECT value FROM counters WHERE name = 'compacted')");
  }

  private static Entry entry(Row row) {
    ByteString value = row.value();
    if (value == null) {
      throw new IllegalStateException("asked for entries with a value only");
    }
    return new Entry(row.collection(), row.key(), value, row.revision());
  }

  private static List<Row> rows(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, arguments);
        ResultSet found = statement.executeQuery()) {
      var rows = new ArrayList<Row>();
      while (found.next()) {
        byte @Nullable [] value = found.getBytes(3);
        rows.add(
            new Row(
                found.getString(1),
                found.getString(2),
                value == null ? null : ByteString.copyFrom(value),
                found.getLong(4)));
      }
      return rows;
    }
  }

  private static void update(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, arguments)) {
      statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}

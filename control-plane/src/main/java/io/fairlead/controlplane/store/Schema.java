package io.fairlead.controlplane.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables and their versions. A deleted entry stays as a row without a value, so that a watch
 * can tell of it, until there are too many of those.
 */
final class Schema {

  /** "FLST" in the file's header: tells our files from other SQLite files. */
  private static final int APPLICATION_ID = 0x464C5354;

  /** The step at index n brings a file from version n to version n + 1. Never change one. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE entries (
                collection TEXT NOT NULL,
                key TEXT NOT NULL,
                value BLOB,
                revision INTEGER NOT NULL,
                PRIMARY KEY (collection, key)
              ) WITHOUT ROWID""",
              "CREATE INDEX entries_by_revision ON entries (collection, revision)",
              "CREATE INDEX deleted_entries ON entries (revision) WHERE value IS NULL",
              "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
              "INSERT INTO counters VALUES ('revision', 0), ('compacted', 0)",
              "PRAGMA application_id = " + APPLICATION_ID));

  static final int VERSION = STEPS.size();

  private Schema() {}

  /** Checks the file and brings it to the version that this program writes. */
  static void prepare(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      requireSound(statement, name);
      int version = number(statement, "PRAGMA user_version");
      boolean isOurs = number(statement, "PRAGMA application_id") == APPLICATION_ID;
      boolean isEmpty = number(statement, "SELECT count(*) FROM sqlite_master") == 0;
      if (!isOurs && !(isEmpty && version == 0)) {
        throw new StoreException(
            "the file " + name + " is a database of another program: name another file");
      }
      if (version > VERSION) {
        throw new StoreException(
            "the store %s has version %d and this program knows up to %d: run the newer program, or restore the backup made before the upgrade"
                .formatted(name, version, VERSION));
      }
      for (int next = version; next < VERSION; next++) {
        for (String step : STEPS.get(next)) {
          statement.execute(step);
        }
        statement.execute("PRAGMA user_version = " + (next + 1));
      }
    }
  }

  private static void requireSound(Statement statement, String name) throws SQLException {
    try (var found = statement.executeQuery("PRAGMA quick_check(1)")) {
      String answer = found.next() ? found.getString(1) : "no answer";
      if (!answer.equals("ok")) {
        throw new StoreException(StoreException.damaged(name, answer));
      }
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (var row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}

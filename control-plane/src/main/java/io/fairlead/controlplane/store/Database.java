package io.fairlead.controlplane.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** One connection to SQLite, used by one thread at a time. */
final class Database implements AutoCloseable {

  private final String name;
  private final Connection connection;

  /** Owns the connection. */
  private final ReentrantLock lock = new ReentrantLock();

  Database(String name, Connection connection) {
    this.name = name;
    this.connection = connection;
  }

  /** What to do with a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Runs all of the work or nothing of it; acknowledged only once it is on disk. */
  <T> T transaction(String attempt, Work<T> work) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw StoreException.of(name, attempt, e);
    } finally {
      lock.unlock();
    }
  }

  <T> T query(String attempt, Work<T> work) {
    lock.lock();
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw StoreException.of(name, attempt, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    query(
        "closing",
        open -> {
          open.close();
          return true;
        });
  }
}

package io.fairlead.controlplane.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The store cannot be read or written; the message says what was attempted and what to do. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  static StoreException of(String store, String attempt, SQLException cause) {
    int code = cause.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new StoreException(damaged(store, String.valueOf(cause.getMessage())), cause);
    }
    return new StoreException(
        "%s the store %s failed: %s; check the disk's space and health"
            .formatted(attempt, store, cause.getMessage()),
        cause);
  }

  static String damaged(String store, String detail) {
    return "the store %s is damaged (%s): restore it from a backup, or move the file away to begin anew, after which every host has to join again"
        .formatted(store, detail.lines().findFirst().orElse(""));
  }
}

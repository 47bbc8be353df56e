package io.fairlead.registrybridge.source;

import java.time.Instant;

/** How far what a source reports can be trusted to be the registry's present state. */
public sealed interface Condition {

  /** The registry has not answered yet and nothing went wrong so far. */
  record Starting() implements Condition {}

  /** The registry cannot be read and nothing is known of it. */
  record Unsynced(String error) implements Condition {}

  /** The registry is being watched and all of it is known. */
  record Current() implements Condition {}

  /** The registry cannot be read; the last good state stays. */
  record Stale(Instant since, String error) implements Condition {}

  /** The registry lost most of its endpoints at once; they stay until then. */
  record Held(Instant since, Instant until, String reason) implements Condition {}

  /** Whether the registry was known as a whole once. */
  default boolean isSynced() {
    return switch (this) {
      case Starting ignored -> false;
      case Unsynced ignored -> false;
      case Current ignored -> true;
      case Stale ignored -> true;
      case Held ignored -> true;
    };
  }

  /** One word for people and dashboards. */
  default String word() {
    return switch (this) {
      case Starting ignored -> "starting";
      case Unsynced ignored -> "unsynced";
      case Current ignored -> "current";
      case Stale ignored -> "stale";
      case Held ignored -> "held";
    };
  }

  /** What went wrong; empty where nothing did. */
  default String error() {
    return switch (this) {
      case Starting ignored -> "";
      case Current ignored -> "";
      case Unsynced unsynced -> unsynced.error;
      case Stale stale -> stale.error;
      case Held held -> held.reason;
    };
  }
}

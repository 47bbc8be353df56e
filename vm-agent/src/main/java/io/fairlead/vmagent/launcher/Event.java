package io.fairlead.vmagent.launcher;

/** What the launcher's loop wakes up for. */
sealed interface Event {

  /** A request file has come. */
  record Requested() implements Event {}

  /** A child has ended. */
  record Ended(ProcessHandle process) implements Event {}

  /** The launcher is to end. */
  record Stop() implements Event {}
}

package io.fairlead.vmagent;

import java.util.concurrent.CountDownLatch;

/** Holds the JVM's end back until the program has closed what it opened. */
final class Stopping {

  private Stopping() {}

  /** For shutdown hooks: the JVM ends when they have returned. */
  static void await(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

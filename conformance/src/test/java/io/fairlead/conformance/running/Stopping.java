package io.fairlead.conformance.running;

import java.util.concurrent.TimeUnit;

/** Ends the processes of a test. */
final class Stopping {

  private Stopping() {}

  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

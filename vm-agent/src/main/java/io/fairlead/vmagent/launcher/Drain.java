package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.envoy.EnvoyControl;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the requests that Envoy is carrying come to their end. */
public final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private Drain() {}

  /** Returns when no connection is left, or after {@code grace}. */
  public static void of(EnvoyControl envoy, Duration grace) throws InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      envoy.drain();
      while (envoy.connections() > 0 && System.nanoTime() - deadline < 0) {
        // Nobody counts this down: it is a pause that an interrupt can end.
        new CountDownLatch(1).await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("Envoy ends without draining");
    }
  }
}

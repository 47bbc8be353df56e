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

  /** What was accepted at the last moment has this much, whatever the grace. */
  private static final Duration LAST = Duration.ofSeconds(1);

  private Drain() {}

  /**
   * Returns when no connection is left, or soon after {@code grace}. A draining Envoy still takes
   * connections; whoever comes once there are none is refused, instead of cut off when it ends.
   */
  public static void of(EnvoyControl envoy, Duration grace) throws InterruptedException {
    try {
      envoy.drain();
      awaitNone(envoy, grace);
      envoy.stopListening();
      // Its workers follow a moment later, each by itself.
      pause();
      awaitNone(envoy, LAST);
    } catch (IOException e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("Envoy ends without draining");
    }
  }

  private static void awaitNone(EnvoyControl envoy, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (envoy.connections() > 0 && System.nanoTime() - deadline < 0) {
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    // Nobody counts this down: it is a pause that an interrupt can end.
    new CountDownLatch(1).await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package io.fairlead.xds.client;

import java.time.Duration;

/** How long to wait between attempts: doubling from first to most, each with jitter. */
public record Backoff(Duration first, Duration most) {

  /** First retry within one second, later ones within five. */
  public static final Backoff STANDARD = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
}

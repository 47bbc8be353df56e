package io.fairlead.pki;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when until when a certificate holds; X.509 knows whole seconds. */
record Validity(Instant start, Instant end) {

  Validity {
    start = start.truncatedTo(ChronoUnit.SECONDS);
    end = end.truncatedTo(ChronoUnit.SECONDS);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a certificate must end after it starts");
    }
  }
}

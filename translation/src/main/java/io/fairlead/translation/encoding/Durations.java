package io.fairlead.translation.encoding;

import com.google.protobuf.Duration;
import io.fairlead.model.policy.TimeLimit;

/** Limits of time as Envoy reads them. */
public final class Durations {

  private Durations() {}

  public static Duration of(TimeLimit limit) {
    return Duration.newBuilder().setSeconds(limit.seconds()).setNanos(limit.nanos()).build();
  }
}

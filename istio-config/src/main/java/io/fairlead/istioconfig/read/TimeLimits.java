package io.fairlead.istioconfig.read;

import com.google.protobuf.Duration;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.TimeLimit;

/** Reads durations that Envoy takes: not below 0, and in milliseconds. */
final class TimeLimits {

  private TimeLimits() {}

  /** None or longer. */
  static TimeLimit of(String path, Duration duration, Findings findings) {
    TimeLimit limit = new TimeLimit(duration.getSeconds(), duration.getNanos());
    if (duration.getSeconds() < 0 || duration.getNanos() < 0) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, "is below 0: write a duration such as 1.5s");
    } else if (!limit.isWholeMillis()) {
      findings.error(
          ProblemCode.BAD_DURATION,
          path,
          "is finer than a millisecond: write a duration such as 250ms");
    }
    return limit;
  }

  /** A millisecond or longer. */
  static TimeLimit positive(String path, Duration duration, Findings findings) {
    TimeLimit read = of(path, duration, findings);
    if (!read.isSet()) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, "is 0: use 1ms or longer");
    }
    return read;
  }

  /** A millisecond or longer, where it is said at all. */
  static TimeLimit positive(String path, boolean isSet, Duration duration, Findings findings) {
    return isSet ? positive(path, duration, findings) : TimeLimit.NONE;
  }
}

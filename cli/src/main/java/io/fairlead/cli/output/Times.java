package io.fairlead.cli.output;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Points in time, for people and for programs. */
public final class Times {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Times() {}

  /** In seconds, as nobody reads more; empty where it is not set. */
  public static String of(Timestamp time) {
    boolean isSet = !time.equals(Timestamp.getDefaultInstance());
    return isSet ? Instant.ofEpochSecond(time.getSeconds()).toString() : "";
  }

  /** How long ago, in the two largest units: {@code 3d4h}, {@code 5m7s}. */
  public static String ago(Timestamp time, Instant now) {
    if (time.equals(Timestamp.getDefaultInstance())) {
      return "";
    }
    Instant then = Instant.ofEpochSecond(time.getSeconds());
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m" + seconds % MINUTE + "s";
    }
    return seconds < DAY
        ? seconds / HOUR + "h" + seconds % HOUR / MINUTE + "m"
        : seconds / DAY + "d" + seconds % DAY / HOUR + "h";
  }
}

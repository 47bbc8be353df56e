package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells in words what the simulator counted. */
final class Sent {

  private Sent() {}

  /** Resources and bytes by type, of one change at one proxy. */
  static String perProxy(JsonObject totals, int changes, int proxies) {
    double divisor = (double) changes * proxies;
    List<String> parts = new ArrayList<>();
    JsonObject types = totals.getAsJsonObject("types");
    for (String type : types.keySet()) {
      JsonObject sent = types.getAsJsonObject(type);
      if (sent.get("messages").getAsLong() > 0) {
        parts.add(
            "%s %s resources %,.0f B"
                .formatted(
                    type,
                    number(sent.get("resources").getAsLong() / divisor),
                    sent.get("bytes").getAsLong() / divisor));
      }
    }
    return String.join(", ", parts);
  }

  /** All bytes of all types. */
  static long bytes(JsonObject totals) {
    JsonObject types = totals.getAsJsonObject("types");
    return types.keySet().stream()
        .mapToLong(type -> types.getAsJsonObject(type).get("bytes").getAsLong())
        .sum();
  }

  /** How much of what the fleet holds is different: what need not be made a second time. */
  static String distinct(JsonObject types, int proxies) {
    long held = 0;
    long distinct = 0;
    for (String type : types.keySet()) {
      held += types.getAsJsonObject(type).get("held").getAsLong();
      distinct += types.getAsJsonObject(type).get("distinct").getAsLong();
    }
    return "; distinct resources / held by %d proxies: %d / %d = %.2f %%"
        .formatted(proxies, distinct, held, 100.0 * distinct / held);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.2f", value);
  }
}

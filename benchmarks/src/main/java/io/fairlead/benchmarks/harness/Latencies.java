package io.fairlead.benchmarks.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Times from before a change is written until proxies have it, over many changes, in ms. */
final class Latencies {

  private static final double NANOS = 1e6;
  private static final double MICROS = 1e3;

  private final List<Double> all = new ArrayList<>();
  private final List<Double> lasts = new ArrayList<>();

  /**
   * @param begun before the change was written
   * @param event what the simulator told of the watch
   */
  void add(long begun, JsonObject event) {
    double first = (event.get("first").getAsLong() - begun) / NANOS;
    if (event.has("micros")) {
      for (JsonElement each : event.getAsJsonArray("micros")) {
        all.add(first + each.getAsLong() / MICROS);
      }
    }
    lasts.add((event.get("last").getAsLong() - begun) / NANOS);
  }

  /** Of each proxy in each change. */
  Figures ofProxies() {
    return Figures.of(all);
  }

  /** Of the last proxy in each change. */
  Figures ofLastProxies() {
    return Figures.of(lasts);
  }

  /** Milliseconds. */
  record Figures(double p50, double p99, double max) {

    static Figures of(List<Double> times) {
      if (times.isEmpty()) {
        return new Figures(Double.NaN, Double.NaN, Double.NaN);
      }
      double[] values = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return new Figures(at(values, 0.5), at(values, 0.99), values[values.length - 1]);
    }

    /** Of a spread that the simulator counted. */
    static Figures of(JsonObject spread, long begun) {
      return new Figures(
          (spread.get("p50").getAsLong() - begun) / NANOS,
          (spread.get("p99").getAsLong() - begun) / NANOS,
          (spread.get("last").getAsLong() - begun) / NANOS);
    }

    private static double at(double[] sorted, double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
  }
}

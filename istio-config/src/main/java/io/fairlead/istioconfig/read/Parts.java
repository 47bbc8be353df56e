package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Percent;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Fault;

/** Reads percentages into parts of a million. */
final class Parts {

  private static final int ALL_PERCENT = 100;
  private static final double SMALLEST = 0.0001;

  private Parts() {}

  static int of(String path, Percent percent, Findings findings) {
    double value = percent.getValue();
    boolean isPart = value == 0 || (value >= SMALLEST && value <= ALL_PERCENT);
    if (!isPart) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".value",
          value + " is no percentage: use 0, or 0.0001 to 100 percent");
    }
    return isPart ? (int) Math.round(value * Fault.ALL / ALL_PERCENT) : 0;
  }

  static int ofWhole(String path, long percent, Findings findings) {
    if (percent < 0 || percent > ALL_PERCENT) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, percent + " is no percentage: use 0 to 100");
      return 0;
    }
    return (int) percent * (Fault.ALL / ALL_PERCENT);
  }
}

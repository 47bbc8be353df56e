package io.fairlead.model.policy;

import java.util.List;

/** When an endpoint that fails is left out for a while. */
public record OutlierDetection(Errors errors, Ejection ejection) {

  /**
   * How many errors in a row are too many; 0 turns the check off, unset leaves it to the proxy.
   *
   * @param serverErrors answers that count as errors
   * @param gatewayErrors answers 502, 503, 504
   * @param localErrors failures to connect and the like; unset: they count as server errors
   * @param statuses of the answers that count as errors; empty: 500 to 599
   */
  public record Errors(
      Setting<Integer> serverErrors,
      Setting<Integer> gatewayErrors,
      Setting<Integer> localErrors,
      List<Integer> statuses) {

    public Errors {
      statuses = List.copyOf(statuses);
    }
  }

  /**
   * How long and how many.
   *
   * @param interval between two looks; none: the proxy's default
   * @param time the shortest; none: the proxy's default
   * @param mostPercent of the endpoints that may be left out; 0: the proxy's default
   * @param leastHealthyPercent below which nobody is left out; 0: never mind
   */
  public record Ejection(
      TimeLimit interval, TimeLimit time, int mostPercent, int leastHealthyPercent) {}
}

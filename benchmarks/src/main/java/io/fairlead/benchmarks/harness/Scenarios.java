package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fixed set of scenarios by name, each with what it is compared with. */
final class Scenarios {

  private Scenarios() {}

  /** In the order in which they run. */
  static Map<String, Scenario> all() {
    Map<String, Scenario> all = new LinkedHashMap<>();
    all.put(
        "connect-100",
        new Connecting(
            100,
            Wire.USUAL,
            new Against(new Peer(6_400, 10_400, 706), new Peer(2_000, 4_000, 300)),
            new Against(new Peer(6_400, 10_400, 706), new Peer(2_000, 1_000, 300))));
    all.put(
        "connect-500",
        new Connecting(
            500,
            Wire.USUAL,
            new Against(new Peer(32_600, 53_000, 1_653), new Peer(8_000, 8_000, 450)),
            new Against(new Peer(32_600, 53_000, 1_653), new Peer(8_000, 5_000, 450))));
    all.put(
        "endpoint-100",
        new EndpointChanges(
            100,
            Bench.usualMesh(),
            Wire.USUAL,
            new Against(new Peer(147, 27, Double.NaN), new Peer(20, 5, Double.NaN))));
    all.put(
        "endpoint-500",
        new EndpointChanges(
            500,
            Bench.usualMesh(),
            Wire.USUAL,
            new Against(new Peer(199, 113, Double.NaN), new Peer(60, 20, Double.NaN))));
    return all;
  }

  /** Rows of the plan that this control plane cannot be asked for. */
  static List<String> notPossibleYet() {
    return List.of(
        "the adversarial mesh: Sidecar, DestinationRule and VirtualService are not read");
  }
}

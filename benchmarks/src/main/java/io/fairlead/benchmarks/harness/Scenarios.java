package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import java.time.Duration;
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
    all.put(
        "tcp-service",
        new ServiceAppears(
            false,
            100,
            Wire.USUAL,
            new Against(new Peer(648, 535, Double.NaN), new Peer(60, 50, Double.NaN))));
    all.put(
        "http-service",
        new ServiceAppears(
            true,
            100,
            Wire.USUAL,
            new Against(new Peer(418, 469, Double.NaN), new Peer(100, 90, Double.NaN))));
    all.put("endpoint-ratio", new EndpointRatio(100));
    all.put("churn", new Churn(200, 10_000, 60));
    all.put("reconnect-500", new Reconnecting(500, Wire.USUAL));
    all.put("reconnect-2000", new Reconnecting(2_000, Wire.USUAL));
    all.put("silent", new Silence(200, 20, "silent"));
    all.put("stalled", new Silence(200, 20, "stalled"));
    all.put("consul", new ConsulChanges(1_000, 10, 100, new ConsulChanges.Link(false, 100)));
    all.put("consul-tls", new ConsulChanges(1_000, 10, 100, new ConsulChanges.Link(true, 100)));
    all.put(
        "consul-raised", new ConsulChanges(1_000, 10, 100, new ConsulChanges.Link(false, 1_200)));
    all.put(
        "kube",
        new KubernetesChanges(
            new ClusterPlan(10_000, 5),
            100,
            new Against(Peer.UNKNOWN, new Peer(100, Double.NaN, Double.NaN))));
    all.put(
        "kube-outage",
        new KubernetesOutage(new ClusterPlan(1_000, 5), 100, Duration.ofMinutes(10)));
    wires(all);
    return all;
  }

  /** What TLS and the older protocol add. */
  private static void wires(Map<String, Scenario> all) {
    Against connecting = new Against(new Peer(6_000, 10_100, 815), Peer.UNKNOWN);
    Against changing = new Against(new Peer(144, 25, Double.NaN), Peer.UNKNOWN);
    for (Wire wire :
        List.of(new Wire(false, true), new Wire(true, false), new Wire(false, false))) {
      String suffix = (wire.isEncrypted() ? "" : "-plaintext") + (wire.isDelta() ? "" : "-sotw");
      all.put("connect-100" + suffix, new Connecting(100, wire, connecting, connecting));
      all.put("endpoint-100" + suffix, new EndpointChanges(100, Bench.usualMesh(), wire, changing));
    }
  }

  /** Rows of the plan for which there is no scenario. */
  static List<String> notPossibleYet() {
    return List.of(
        "the adversarial mesh: no scenario declares its rules; AdversarialMeshTest counts what is"
            + " shared");
  }
}

package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;
import java.util.List;

/** The same endpoint change in a mesh of 5,000 services and in one of 1,000: what size adds. */
record EndpointRatio(int proxies) implements Scenario {

  private static final int LARGE = 5_000;

  @Override
  public void run(Bench bench) {
    double small = cpu(bench, Bench.usualMesh());
    double large = cpu(bench, new MeshPlan(LARGE, 10, 1));
    bench.add(
        new Row(
            "CPU of an endpoint change, 5,000 services / 1,000 (aim <= 1.1)",
            Wire.USUAL.toString(),
            Latencies.Figures.of(List.of()),
            new Cost(Double.NaN, Double.NaN, Double.NaN),
            Against.NOTHING,
            "ratio %.2f".formatted(large / small)));
  }

  private double cpu(Bench bench, MeshPlan plan) {
    new EndpointChanges(proxies, plan, Wire.USUAL, Against.NOTHING).run(bench);
    return bench.rows().getLast().cost().cpu();
  }
}

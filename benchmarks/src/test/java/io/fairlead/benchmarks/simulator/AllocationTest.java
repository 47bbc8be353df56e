package io.fairlead.benchmarks.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fairlead.benchmarks.harness.MeshPlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts what all threads allocate for a change: reading, state, translation, push and wire. */
class AllocationTest {

  private static final int PROXIES = 5;
  private static final int WARM_UP = 40;
  private static final int CHANGES = 60;

  @TempDir private Path small;
  @TempDir private Path large;

  @Test
  void anEndpointChangeAllocatesNoMoreInAMeshFiveTimesAsLarge() throws InterruptedException {
    double few = bytesOfAChange(new MeshPlan(1_000, 10, 1), small);
    double many = bytesOfAChange(new MeshPlan(5_000, 10, 1), large);
    assertThat(many / few)
        .as("allocated for a change: %.0f B at 1,000 services, %.0f B at 5,000", few, many)
        .isLessThanOrEqualTo(1.1);
  }

  private static double bytesOfAChange(MeshPlan plan, Path directory) throws InterruptedException {
    try (InProcess mesh = new InProcess(plan, directory).connected(PROXIES)) {
      change(mesh, 1, WARM_UP);
      long before = allocated();
      change(mesh, 1 + WARM_UP, CHANGES);
      return (allocated() - before) / (double) CHANGES;
    }
  }

  private static void change(InProcess mesh, int from, int count) throws InterruptedException {
    for (int i = from; i < from + count; i++) {
      mesh.apply(i, i, "EDS", MeshPlan.cluster(i));
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }
}

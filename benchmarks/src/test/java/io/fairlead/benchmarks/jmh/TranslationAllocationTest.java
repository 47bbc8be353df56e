package io.fairlead.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Counts what a whole translation allocates: what it costs a service must not grow with the mesh.
 */
class TranslationAllocationTest {

  private static final int WARM_UP = 2;

  @Test
  void aServiceAllocatesNoMoreInAMeshTenTimesAsLarge() {
    double few = bytesOfAService(1_000);
    double many = bytesOfAService(10_000);
    assertThat(many / few)
        .as("allocated for a service: %.0f B of 1,000 services, %.0f B of 10,000", few, many)
        .isLessThanOrEqualTo(1.1);
  }

  private static double bytesOfAService(int services) {
    TranslationBenchmark benchmark = new TranslationBenchmark();
    benchmark.services = services;
    benchmark.build();
    for (int i = 0; i < WARM_UP; i++) {
      assertThat(benchmark.everythingFromNothing().resources().clusters().size())
          .isGreaterThanOrEqualTo(services);
    }
    long before = allocated();
    assertThat(benchmark.everythingFromNothing()).isNotNull();
    return (allocated() - before) / (double) services;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}

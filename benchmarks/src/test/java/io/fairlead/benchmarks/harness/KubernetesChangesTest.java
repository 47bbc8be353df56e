package io.fairlead.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.benchmarks.harness.Row.Against;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario {@code kube} in small: what it counts, not how long it takes. */
@Tag("peer")
class KubernetesChangesTest {

  @TempDir private Path work;

  @Test
  void anEndpointThatGetsReadyIsOneAssignmentForEachProxyAndNothingElse() {
    Programs programs = new Programs(Programs.fromEnvironment().bin(), work, List.of());
    Bench bench = Bench.of(programs, true);
    new KubernetesChanges(new ClusterPlan(50, 5), 5, Against.NOTHING).run(bench);
    assertThat(bench.rows()).hasSize(4);
    assertThat(bench.rows().getLast().note())
        .contains("a change and proxy: EDS 1 resources")
        .doesNotContain("CDS", "LDS", "RDS", "NDS");
  }
}

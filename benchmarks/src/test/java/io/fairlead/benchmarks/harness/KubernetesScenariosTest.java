package io.fairlead.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.benchmarks.harness.Row.Against;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios with an API server in small: what they count, not how long it takes. */
@Tag("peer")
class KubernetesScenariosTest {

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

  @Test
  void anApiServerThatIsAwayAndComesBackIsNothingToProxies() {
    Programs programs = new Programs(Programs.fromEnvironment().bin(), work, List.of());
    Bench bench = Bench.of(programs, true);
    new KubernetesOutage(new ClusterPlan(50, 5), 5, Duration.ofMinutes(10)).run(bench);
    assertThat(bench.rows().getLast().note())
        .contains("while it was away: nothing sent, 0 streams lost")
        .contains("a change and proxy: EDS 1 resources")
        .doesNotContain("CDS", "LDS", "RDS", "NDS");
  }
}

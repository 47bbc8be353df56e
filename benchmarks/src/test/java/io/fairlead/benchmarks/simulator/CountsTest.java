package io.fairlead.benchmarks.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.benchmarks.harness.MeshPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

  private static final int PROXIES = 20;
  private static final MeshPlan MESH = new MeshPlan(200, 5, 1);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"delta", "sotw"})
  void anEndpointChangeIsOneAssignmentForEachProxyAndNothingElse(String protocol)
      throws InterruptedException {
    try (InProcess mesh =
        new InProcess(MESH, directory, "--name-table", "--protocol", protocol).connected(PROXIES)) {
      mesh.ask("mark");
      mesh.apply(7, 1, "EDS", MeshPlan.cluster(7));
      // What would follow the first change late has come before the second one.
      mesh.apply(8, 1, "EDS", MeshPlan.cluster(8));
      assertThat(mesh.sent(XdsType.EDS, "resources")).isEqualTo(2 * PROXIES);
      assertThat(mesh.sent(XdsType.EDS, "messages")).isEqualTo(2 * PROXIES);
      for (XdsType type : new XdsType[] {XdsType.CDS, XdsType.LDS, XdsType.RDS, XdsType.NDS}) {
        assertThat(mesh.sent(type, "messages")).as(type.name()).isZero();
      }
    }
  }

  @Test
  void aServiceOnASharedPortIsOneClusterOneAssignmentOneRouteAndOneNameTable()
      throws InterruptedException {
    try (InProcess mesh = new InProcess(MESH, directory, "--name-table").connected(PROXIES)) {
      mesh.ask("mark");
      int service = MESH.services() + 1;
      String cluster = MeshPlan.cluster(service);
      mesh.apply(service, 0, "CDS", cluster, "EDS", cluster, "RDS", "8080");
      mesh.apply(7, 1, "EDS", MeshPlan.cluster(7));
      assertThat(mesh.sent(XdsType.CDS, "resources")).isEqualTo(PROXIES);
      assertThat(mesh.sent(XdsType.EDS, "resources")).isEqualTo(2 * PROXIES);
      assertThat(mesh.sent(XdsType.RDS, "resources")).isEqualTo(PROXIES);
      assertThat(mesh.sent(XdsType.NDS, "resources")).isEqualTo(PROXIES);
      assertThat(mesh.sent(XdsType.LDS, "messages")).isZero();
    }
  }

  @Test
  void whoeverReconnectsWithWhatItHoldsIsSentLessThanATwentieth() throws InterruptedException {
    try (InProcess mesh = new InProcess(MESH, directory, "--name-table").connected(PROXIES)) {
      long full = mesh.bytes();
      mesh.ask("drop");
      mesh.ask("mark");
      mesh.ask("reconnect");
      mesh.settled();
      assertThat(mesh.bytes()).isLessThan(full / 20);
    }
  }

  @Test
  void proxiesThatAreAlikeHoldTheSameResources() throws InterruptedException {
    try (InProcess mesh = new InProcess(MESH, directory).connected(PROXIES)) {
      var assignments = mesh.ask("distinct").getAsJsonObject("EDS");
      assertThat(assignments.get("held").getAsLong())
          .isEqualTo(PROXIES * assignments.get("distinct").getAsLong());
    }
  }
}

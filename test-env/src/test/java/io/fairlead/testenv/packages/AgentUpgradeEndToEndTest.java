package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.load.LoadReport;
import io.fairlead.testenv.load.SteadyLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The agent's package is upgraded on caller and service under load, and downgraded after it. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class AgentUpgradeEndToEndTest {

  private static final String AGENT = "fairlead-agent";
  private static final String NEXT = "0.1.1-1";
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final int RATE = 200;

  @AfterEach
  void publishFirst(PackagedMesh mesh) {
    mesh.repository().publish();
  }

  @Test
  void noRequestFailsAndEnvoyStays(PackagedMesh mesh) {
    try (BootedHost web = mesh.member("upgraded", "web", Installer.APT)) {
      List<BootedHost> hosts = List.of(web, mesh.shop());
      String first = Installer.APT.version(web, AGENT);
      List<String> envoys = hosts.stream().map(AgentUpgradeEndToEndTest::envoy).toList();
      mesh.repository().publishNext();
      try (SteadyLoad load =
          SteadyLoad.start(web, PackagedMesh.SERVICE, PackagedMesh.PORT, RATE, LONGEST)) {
        for (BootedHost host : hosts) {
          upgrade(host);
        }
        LoadReport report = load.stop();
        System.out.printf(
            "upgrade of %d agents: %d of %d requests failed%n",
            hosts.size(), report.failures().size(), report.requests().size());
        assertThat(report.requests()).hasSizeGreaterThan(RATE);
        assertThat(report.failures()).isEmpty();
      }
      for (BootedHost host : hosts) {
        downgrade(host, first);
      }
      assertThat(hosts.stream().map(AgentUpgradeEndToEndTest::envoy)).isEqualTo(envoys);
    }
  }

  private static void upgrade(BootedHost host) {
    String agent = host.mainPid(AGENT);
    Installer.APT.update(host).orThrow();
    Installer.APT.install(host, AGENT).orThrow();
    assertThat(Installer.APT.version(host, AGENT)).isEqualTo(NEXT);
    assertThat(host.mainPid(AGENT)).isNotEqualTo(agent);
    PackagedMesh.awaitReady(host);
  }

  private static void downgrade(BootedHost host, String version) {
    Installer.APT.downgrade(host, AGENT, version).orThrow();
    assertThat(Installer.APT.version(host, AGENT)).isEqualTo(version);
    PackagedMesh.awaitReady(host);
  }

  /** The processes of Envoy, by unit and number. */
  private static String envoy(BootedHost host) {
    String processes = host.shell("pgrep -a -x envoy").orThrow();
    assertThat(processes.lines()).hasSize(1);
    return processes;
  }
}

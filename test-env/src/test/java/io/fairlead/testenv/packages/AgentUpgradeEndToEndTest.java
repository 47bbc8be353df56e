package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.load.LoadReport;
import io.fairlead.testenv.load.SteadyLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** A host and how it gets its packages. */
  private record Upgraded(BootedHost host, Installer installer) {}

  /** The caller gets its packages in each way; the service is a host of debs, upgraded once. */
  @ParameterizedTest
  @EnumSource
  void noRequestOrLookupFailsAndEnvoyStays(Installer installer, PackagedMesh mesh) {
    try (BootedHost web = mesh.member("upgraded-" + installer.ordinal(), "web", installer)) {
      List<Upgraded> hosts = new ArrayList<>(List.of(new Upgraded(web, installer)));
      if (installer == Installer.APT) {
        hosts.add(new Upgraded(mesh.shop(), Installer.APT));
      }
      String first = installer.version(web, AGENT);
      List<String> envoys = hosts.stream().map(AgentUpgradeEndToEndTest::envoy).toList();
      int told = mesh.absencesTold();
      mesh.repository().publishNext();
      SteadyLookups lookups = SteadyLookups.start(web, PackagedMesh.SERVICE);
      try (SteadyLoad load =
          SteadyLoad.start(web, PackagedMesh.SERVICE, PackagedMesh.PORT, RATE, LONGEST)) {
        hosts.forEach(AgentUpgradeEndToEndTest::upgrade);
        LoadReport report = load.stop();
        SteadyLookups.Report names = lookups.stop();
        System.out.printf(
            "%s, upgrade of %d agents: %d of %d requests failed, %d of %d lookups%n",
            installer,
            hosts.size(),
            report.failures().size(),
            report.requests().size(),
            names.failed(),
            names.answered() + names.failed());
        assertThat(report.requests()).hasSizeGreaterThan(RATE);
        assertThat(report.failures()).isEmpty();
        assertThat(names.answered()).isGreaterThan(20);
        assertThat(names.failed()).isZero();
      }
      assertThat(mesh.absencesTold()).isEqualTo(told + hosts.size());
      hosts.forEach(upgraded -> downgrade(upgraded, first));
      assertThat(hosts.stream().map(AgentUpgradeEndToEndTest::envoy)).isEqualTo(envoys);
    }
  }

  private static void upgrade(Upgraded upgraded) {
    BootedHost host = upgraded.host();
    Installer installer = upgraded.installer();
    String agent = host.mainPid(AGENT);
    installer.update(host).orThrow();
    installer.upgrade(host, AGENT).orThrow();
    assertThat(installer.version(host, AGENT)).isEqualTo(NEXT);
    assertThat(host.mainPid(AGENT)).isNotEqualTo(agent);
    assertThat(host.shell("fairlead-agent --version").orThrow()).contains(NEXT);
    PackagedMesh.awaitReady(host);
  }

  private static void downgrade(Upgraded upgraded, String version) {
    upgraded.installer().downgrade(upgraded.host(), AGENT, version).orThrow();
    assertThat(upgraded.installer().version(upgraded.host(), AGENT)).isEqualTo(version);
    PackagedMesh.awaitReady(upgraded.host());
  }

  /** The processes of Envoy, by unit and number. */
  private static String envoy(Upgraded upgraded) {
    String processes = upgraded.host().shell("pgrep -a -x envoy").orThrow();
    assertThat(processes.lines()).hasSize(1);
    return processes;
  }
}

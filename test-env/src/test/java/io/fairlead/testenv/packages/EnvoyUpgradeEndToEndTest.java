package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.load.LoadReport;
import io.fairlead.testenv.load.SteadyLoad;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Envoy's package is installed anew on caller and service under load. */
@Tag("story")
@ExtendWith(RunningPackagedMesh.class)
final class EnvoyUpgradeEndToEndTest {

  private static final String ENVOY = "fairlead-envoy";
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final int RATE = 200;

  /** The caller has rpms and the service debs, so that the scripts of both are run. */
  @Test
  void theInstalledEnvoyTakesOverAndNoRequestFails(PackagedMesh mesh) {
    try (BootedHost web = mesh.member("renewed", "web", Installer.DNF)) {
      BootedHost shop = mesh.shop();
      String agents = web.mainPid("fairlead-agent") + shop.mainPid("fairlead-agent");
      try (SteadyLoad load =
          SteadyLoad.start(web, PackagedMesh.SERVICE, PackagedMesh.PORT, RATE, LONGEST)) {
        renew(web, Installer.DNF);
        renew(shop, Installer.APT);
        LoadReport report = load.stop();
        System.out.printf(
            "installing Envoy anew on two hosts: %d of %d requests failed%n",
            report.failures().size(), report.requests().size());
        assertThat(report.requests()).hasSizeGreaterThan(10 * RATE);
        assertThat(report.failures()).isEmpty();
      }
      assertThat(web.mainPid("fairlead-agent") + shop.mainPid("fairlead-agent")).isEqualTo(agents);
      // The agent knows the successor as the Envoy that it asked for.
      web.shell("systemctl restart fairlead-agent").orThrow();
      String envoy = envoy(web);
      PackagedMesh.awaitReady(web);
      assertThat(envoy(web)).isEqualTo(envoy);
    }
  }

  /**
   * The installed one says that it speaks another version of the hand-over than the running one.
   */
  @Test
  @Tag("fleet")
  void whereItCannotTakeOverTheRunningOneIsDrained(PackagedMesh mesh) {
    try (BootedHost web = mesh.member("drained", "web", Installer.APT)) {
      web.shell(
              """
              cd /usr/lib/fairlead/envoy
              mkdir real
              mv envoy real
              printf '#!/bin/sh\\n[ "$1" != --hot-restart-version ] || { echo 0.0; exit; }\\nexec %s "$@"\\n' \\
                /usr/lib/fairlead/envoy/real/envoy >envoy
              chmod 755 envoy
              """)
          .orThrow();
      try (SteadyLoad load =
          SteadyLoad.start(web, PackagedMesh.SERVICE, PackagedMesh.PORT, RATE, LONGEST)) {
        String said = web.shell("/usr/lib/fairlead/envoy/renew 2>&1").orThrow();
        PackagedMesh.awaitReady(web);
        LoadReport report = load.stop();
        System.out.printf(
            "draining and starting Envoy anew on the caller: %d of %d requests failed: %s%n",
            report.failures().size(), report.requests().size(), ends(report));
        assertThat(said).contains("another version of the hand-over");
        assertThat(report.requests().getLast().failed()).isFalse();
        // What asked while nobody listened, or waited to be accepted: nothing that had been begun.
        assertThat(ends(report).keySet()).allMatch(end -> end.matches("0 .* (refused|reset)"));
      }
      assertThat(epoch(envoy(web))).isZero();
    }
  }

  private static Map<String, Long> ends(LoadReport report) {
    return report.failures().stream()
        .collect(
            Collectors.groupingBy(
                request -> request.status() + " " + request.text(), Collectors.counting()));
  }

  private static void renew(BootedHost host, Installer installer) {
    String before = envoy(host);
    installer.reinstall(host, ENVOY).orThrow();
    String after = envoy(host);
    assertThat(epoch(after)).isEqualTo(epoch(before) + 1);
    assertThat(host.shell("systemctl --failed --no-legend").orThrow()).isBlank();
  }

  /** The one process of Envoy. */
  private static String envoy(BootedHost host) {
    String processes = host.shell("pgrep -a -x envoy").orThrow();
    assertThat(processes.lines()).hasSize(1);
    return processes;
  }

  private static int epoch(String process) {
    return Integer.parseInt(process.replaceFirst(".*--restart-epoch ([0-9]+) .*", "$1").strip());
  }
}

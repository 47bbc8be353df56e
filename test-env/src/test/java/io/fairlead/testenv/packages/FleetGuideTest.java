package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.load.LoadReport;
import io.fairlead.testenv.load.SteadyLoad;
import io.fairlead.testenv.mesh.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/guides/fleet.md} brings three hosts into a mesh, through its life and out of it. */
@Tag("story")
final class FleetGuideTest {

  private static final GuidePage GUIDE = GuidePage.read("fleet.md");
  private static final String SERVICE = "web.shop.internal";
  private static final int PORT = 8080;
  private static final int RATE = 50;
  private static final String UPGRADE = GUIDE.section("5.").getFirst().commands().getFirst();
  private static final String ENVOY = "fairlead-envoy";
  private static final String FIRST = "0.1.0~snapshot-1";
  private static final String NEXT = "0.1.1-1";
  private static final String NEXT_ENVOY = "1.40.0-2";

  /** Longer than anything takes; it is ended before. */
  private static final Duration LOAD = Duration.ofMinutes(10);

  private static final Pattern UNCHANGED =
      Pattern.compile("(?m)^\\S+ +: .* changed=0 .* failed=0 ");

  /** Files, rules and units of ours. */
  private static final String LEFT =
      """
      find / -xdev \\( -path /root/.ssh -o -path /var/log -o -path /var/cache/apt -o -path /var/cache/dnf -o -path /var/lib/dnf \\) -prune -o -iname '*fairlead*' -print
      find /run -xdev -iname '*fairlead*'
      { iptables-save; ip6tables-save; } | grep -E '^-A|FAIRLEAD' || true
      systemctl list-unit-files --no-legend 'fairlead*' || true
      """;

  /** What {@code ./dev test} has time for: one of the hosts, from nothing to nothing. */
  @Test
  void aHostComesAndGoesAsTheGuideSays() {
    try (AnsibleFleet fleet = new AnsibleFleet(1)) {
      live(fleet, () -> rollsOut(fleet));
    }
  }

  @Test
  @Tag("fleet")
  void aFleetLivesAsTheGuideSays() {
    try (AnsibleFleet fleet = new AnsibleFleet(3)) {
      live(
          fleet,
          () -> {
            rollsOut(fleet);
            changesASetting(fleet);
            upgradesUnderLoadAndStopsAtASickHost(fleet);
            upgradesTheProxiesAndGoesBackUnderLoad(fleet);
            upgradesADrainedHost(fleet);
          });
    }
  }

  private static void live(AnsibleFleet fleet, Runnable life) {
    fleet.follow(GUIDE.section("1."));
    fleet.follow(GUIDE.section("2."));
    fleet.members().forEach(Applications::serve);
    List<String> before = fleet.hosts().stream().map(FleetGuideTest::left).toList();

    life.run();

    timed("uninstalling", () -> fleet.follow(GUIDE.section("6.")));
    assertThat(fleet.hosts().stream().map(FleetGuideTest::left).toList()).isEqualTo(before);
  }

  private static void rollsOut(AnsibleFleet fleet) {
    List<GuidePage.Block> section = GUIDE.section("3.");
    List<String> roll = section.getFirst().commands();
    String check = timed("looking", () -> fleet.run(roll.getFirst()));
    assertThat(check).contains("fairlead-agent would be installed").doesNotContain("failed=1");
    assertThat(fleet.center().shell("ls /etc/fairlead").succeeded()).isFalse();

    timed("rolling out a control plane and hosts", () -> fleet.run(roll.getLast()));
    List<String> rest =
        timed("asking, and running again", () -> fleet.follow(section.subList(1, section.size())));

    assertThat(new Answer(200, answer(rest.getFirst())).callerSeen())
        .as(rest.getFirst())
        .isEqualTo("spiffe://cluster.local/ns/shop/sa/web");
    assertUnchanged(rest.getLast(), fleet.hosts().size());
    for (BootedHost host : fleet.hosts()) {
      // Ansible logs what it does on a host, with all arguments.
      assertThat(host.shell("journalctl -q").orThrow())
          .contains("ansible-fairlead")
          .doesNotContainPattern("token=(?!NOT_LOGGING|None)|--token [^-]");
    }
  }

  /** Where the service has hosts that are not there, curl may tell first that it tries again. */
  private static String answer(String output) {
    return output.lines().filter(line -> line.startsWith("{")).findFirst().orElse("");
  }

  private static void changesASetting(AnsibleFleet fleet) {
    BootedHost caller = fleet.members().getFirst();
    try (SteadyLoad load = SteadyLoad.start(caller, SERVICE, PORT, RATE, LOAD)) {
      List<String> outputs = timed("changing a setting", () -> fleet.follow(GUIDE.section("4.")));
      assertThat(outputs.getFirst()).contains("-  concurrency: 1", "+  concurrency: 2");
      assertNoneFailed("changing a setting", load.stop());
    }
    for (BootedHost host : fleet.members()) {
      assertThat(host.shell("pgrep -af /envoy.*--concurrency.2").succeeded()).isTrue();
    }
    String refused =
        fleet.runToFailure(
            "venv/bin/ansible-playbook fairlead.mesh.site --tags config --check --limit web-1"
                + " -e '{agent_settings: {envoy: {concurency: 4}}}'");
    assertThat(refused).contains("/etc/fairlead/agent.yaml:", "did you mean 'concurrency'?");
  }

  /**
   * On {@code web-2} a new stream to the control plane is refused, which the running one shows to
   * nobody.
   */
  private static void upgradesUnderLoadAndStopsAtASickHost(AnsibleFleet fleet) {
    String rule = "OUTPUT -p tcp --dport 15012 --syn -j REJECT --reject-with tcp-reset";
    BootedHost sick = fleet.member("web-2");
    fleet.repository().publishNext();
    List<String> old = versions(fleet);
    try (SteadyLoad load =
        SteadyLoad.start(fleet.members().getFirst(), SERVICE, PORT, RATE, LOAD)) {
      timed(
          "upgrading the control plane",
          () -> fleet.run(UPGRADE + " --limit " + fleet.center().name()));
      assertThat(AnsibleFleet.version(fleet.center(), "fairlead-control-plane")).isEqualTo(NEXT);
      sick.shell("iptables -I " + rule).orThrow();
      String stopped =
          timed(
              "upgrading until a sick host",
              () -> fleet.runToFailure(UPGRADE + " -e upgrade_ready_seconds=15"));
      assertThat(stopped).contains("web-2 is not well after the upgrade");
      List<String> now = versions(fleet);
      assertThat(now.getFirst()).isEqualTo(NEXT);
      assertThat(now.getLast()).isEqualTo(old.getLast());

      sick.shell("iptables -D " + rule).orThrow();
      PackagedMesh.awaitReady(sick);
      timed("upgrading the rest", () -> fleet.run(UPGRADE));
      assertThat(versions(fleet)).containsOnly(now.getFirst());
      assertNoneFailed("upgrading", load.stop());
    }
    assertUnchanged(timed("upgrading again", () -> fleet.run(UPGRADE)), 4);
  }

  private static void upgradesTheProxiesAndGoesBackUnderLoad(AnsibleFleet fleet) {
    String proxies = GUIDE.section("5.").get(1).commands().getFirst();
    try (SteadyLoad load =
        SteadyLoad.start(fleet.members().getFirst(), SERVICE, PORT, RATE, LOAD)) {
      timed("upgrading the proxies", () -> fleet.run(proxies));
      assertThat(versions(fleet, ENVOY)).containsOnly(NEXT_ENVOY);
      timed("going back", () -> fleet.run(UPGRADE + " -e upgrade_version=" + FIRST));
      assertThat(versions(fleet)).containsOnly(FIRST);
      assertThat(AnsibleFleet.version(fleet.center(), "fairlead-control-plane")).isEqualTo(FIRST);
      assertNoneFailed("upgrading the proxies and going back", load.stop());
    }
  }

  /** The last host is out of the mesh meanwhile, and others do not call it. */
  private static void upgradesADrainedHost(AnsibleFleet fleet) {
    BootedHost last = fleet.members().getLast();
    try (SteadyLoad load =
        SteadyLoad.start(fleet.members().getFirst(), SERVICE, PORT, RATE, LOAD)) {
      timed(
          "upgrading a drained host",
          () -> fleet.run(UPGRADE + " -e upgrade_drain=true --limit " + last.name()));
      assertThat(last.shell("pgrep -a -x envoy").orThrow()).contains("--restart-epoch 0");
      assertNoneFailed("upgrading a drained host", load.stop());
    }
  }

  private static List<String> versions(AnsibleFleet fleet) {
    return versions(fleet, "fairlead-agent");
  }

  private static List<String> versions(AnsibleFleet fleet, String name) {
    return fleet.members().stream().map(host -> AnsibleFleet.version(host, name)).toList();
  }

  private static String left(BootedHost host) {
    return host.shell(LEFT).orThrow();
  }

  private static void assertUnchanged(String output, int hosts) {
    assertThat(UNCHANGED.matcher(output).results().count()).as(output).isEqualTo(hosts);
  }

  private static void assertNoneFailed(String what, LoadReport report) {
    System.out.printf(
        "fleet: %s: %d of %d requests failed%n",
        what, report.failures().size(), report.requests().size());
    assertThat(report.failures()).isEmpty();
  }

  private static <T> T timed(String what, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    System.out.printf(
        "fleet: %s took %d s%n", what, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    return result;
  }
}

package io.fairlead.vmagent.capture;

import static io.fairlead.vmagent.capture.TwoHosts.AGENT;
import static io.fairlead.vmagent.capture.TwoHosts.APPLICATION;
import static io.fairlead.vmagent.capture.TwoHosts.HOST4;
import static io.fairlead.vmagent.capture.TwoHosts.HOST6;
import static io.fairlead.vmagent.capture.TwoHosts.PEER4;
import static io.fairlead.vmagent.capture.TwoHosts.PEER6;
import static io.fairlead.vmagent.capture.TwoHosts.PROXY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.vmagent.host.Commands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real rules in a fresh network namespace. */
@Tag("root")
class LiveCaptureTest {

  private static final CaptureSettings SETTINGS =
      new CaptureSettings(
          new InboundPorts.Every(),
          CaptureSettings.Exclusions.parse(List.of("9100"), List.of("5432"), List.of()),
          new CaptureSettings.Users(AGENT, PROXY),
          List.of(HostPort.parse(PEER4 + ":15012")),
          true,
          CaptureSettings.Ports.DEFAULTS);

  private static final String FOREIGN =
      """
      *nat
      :SOMEBODY - [0:0]
      -A OUTPUT -d 192.0.2.1/32 -p tcp -j SOMEBODY
      -A SOMEBODY -m comment --comment "not ours -j FAIRLEAD_X" -j RETURN
      COMMIT
      *filter
      -A INPUT -p tcp -m tcp --dport 9 -j DROP
      COMMIT
      """;

  private final TwoHosts hosts;
  private final NetworkProcess application;
  private final NetworkProcess proxy;
  private final NetworkProcess agent;
  private final NetworkProcess peer;

  LiveCaptureTest() {
    hosts = TwoHosts.create();
    application = hosts.hostProgram(APPLICATION);
    proxy = hosts.hostProgram(PROXY);
    agent = hosts.hostProgram(AGENT);
    peer = hosts.peerProgram();
  }

  @BeforeEach
  void serve() {
    assertThat(proxy.tell("tcp :: 15001 OUTBOUND")).isEqualTo("ok");
    assertThat(proxy.tell("tcp :: 15006 INBOUND")).isEqualTo("ok");
    for (String loopback : new String[] {"127.0.0.1", "::1"}) {
      assertThat(agent.tell("tcp %s 15053 AGENT", loopback)).isEqualTo("ok");
      assertThat(agent.tell("udp %s 15053 AGENT", loopback)).isEqualTo("ok");
    }
    for (int port : new int[] {53, 8080, 15012, 5432}) {
      assertThat(peer.tell("tcp :: %d PEER", port)).isEqualTo("ok");
    }
    // One socket an address: an answer must come from the address that was asked.
    assertThat(peer.tell("udp %s 53 PEER", PEER4)).isEqualTo("ok");
    assertThat(peer.tell("udp %s 53 PEER", PEER6)).isEqualTo("ok");
    for (int port : new int[] {9100, 9200}) {
      assertThat(application.tell("tcp :: %d APPLICATION", port)).isEqualTo("ok");
    }
  }

  @AfterEach
  void clean() {
    hosts.close();
  }

  @Test
  void redirectsNewConnectionsOfApplicationsInBothFamilies() {
    apply();

    assertThat(application.tell("call %s 8080", PEER4)).isEqualTo("OUTBOUND");
    assertThat(application.tell("call %s 8080", PEER6)).isEqualTo("OUTBOUND");
    assertThat(peer.tell("call %s 9200", HOST4)).isEqualTo("INBOUND");
    assertThat(peer.tell("call %s 9200", HOST6)).isEqualTo("INBOUND");
  }

  @Test
  void leavesAloneWhatIsNeverCaptured() {
    apply();

    assertThat(proxy.tell("call %s 8080", PEER4)).isEqualTo("PEER");
    assertThat(proxy.tell("call %s 8080", PEER6)).isEqualTo("PEER");
    assertThat(agent.tell("call %s 8080", PEER4)).isEqualTo("PEER");
    assertThat(application.tell("call %s 15012", PEER4)).isEqualTo("PEER");
    assertThat(application.tell("call %s 5432", PEER4)).isEqualTo("PEER");
    assertThat(application.tell("call 127.0.0.1 9200")).isEqualTo("APPLICATION");
    assertThat(application.tell("call ::1 9200")).isEqualTo("APPLICATION");
    assertThat(application.tell("call %s 9200", HOST4)).isEqualTo("APPLICATION");
    assertThat(peer.tell("call %s 9100", HOST4)).isEqualTo("APPLICATION");
    assertThat(peer.tell("call %s 9100", HOST6)).isEqualTo("APPLICATION");
  }

  @Test
  void leadsTheProxysCallsOfItsOwnHostThroughTheInboundSide() {
    apply();

    assertThat(proxy.tell("call %s 9200", HOST4)).isEqualTo("INBOUND");
    assertThat(proxy.tell("call %s 9200", HOST6)).isEqualTo("INBOUND");
    assertThat(proxy.tell("call %s 9200 127.0.0.6", HOST4)).isEqualTo("APPLICATION");
    assertThat(proxy.tell("call %s 9200 ::6", HOST6)).isEqualTo("APPLICATION");
    assertThat(proxy.tell("call 127.0.0.1 9200")).isEqualTo("APPLICATION");
  }

  @Test
  void leadsDnsOfApplicationsToTheAgent() {
    apply();

    for (String server : new String[] {PEER4, PEER6}) {
      assertThat(application.tell("ask %s 53 0", server)).isEqualTo("AGENT");
      assertThat(application.tell("call %s 53", server)).isEqualTo("AGENT");
      assertThat(agent.tell("ask %s 53 0", server)).isEqualTo("PEER");
      assertThat(agent.tell("call %s 53", server)).isEqualTo("PEER");
      assertThat(proxy.tell("ask %s 53 0", server)).isEqualTo("PEER");
      assertThat(proxy.tell("call %s 53", server)).isEqualTo("PEER");
    }
  }

  @Test
  void keepsTheAgentsQuestionsApartFromThoseOfTheSameSourcePort() {
    apply();

    assertThat(application.tell("ask %s 53 40001", PEER4)).isEqualTo("AGENT");
    assertThat(agent.tell("ask %s 53 40001", PEER4)).isEqualTo("PEER");
    assertThat(application.tell("ask %s 53 40001", PEER4)).isEqualTo("AGENT");
    assertThat(application.tell("ask %s 53 40002", PEER6)).isEqualTo("AGENT");
    assertThat(agent.tell("ask %s 53 40002", PEER6)).isEqualTo("PEER");
  }

  @Test
  void keepsConnectionsThatWereOpenBeforeConnectionTrackingBegan() {
    for (String[] side : new String[][] {{"4", PEER4, HOST4}, {"6", PEER6, HOST6}}) {
      assertThat(application.tell("open out%s %s 8080", side[0], side[1])).isEqualTo("PEER");
      assertThat(peer.tell("open in%s %s 9200", side[0], side[2])).isEqualTo("APPLICATION");
    }
    apply();

    for (String side : new String[] {"4", "6"}) {
      assertThat(application.tell("echo out%s still", side)).isEqualTo("still");
      assertThat(peer.tell("echo in%s still", side)).isEqualTo("still");
    }
  }

  @Test
  void leavesTheRulesAsFoundWhenItIsRemoved() {
    hosts.restoreInHost("iptables-restore", FOREIGN);
    String before = hosts.rules();
    apply();
    assertThat(hosts.rules()).contains("SOMEBODY", "FAIRLEAD_OUTPUT");

    apply();
    assertThat(run("remove").output()).contains("removed");

    assertThat(hosts.rules()).isEqualTo(before);
    assertThat(hosts.inHost("ip -6 address show dev lo")).doesNotContain("::6/128");
    assertThat(run("remove").output()).contains("no capture");
  }

  @Test
  void letsOpenConnectionsEndWhenItIsRemoved() throws Exception {
    apply();
    assertThat(application.tell("open out %s 8080", PEER4)).isEqualTo("OUTBOUND");
    assertThat(peer.tell("open in %s 9200", HOST6)).isEqualTo("INBOUND");
    FutureTask<Commands.Result> removal = new FutureTask<>(() -> run("remove"));
    Thread.startVirtualThread(removal);

    await().until(() -> application.tell("call %s 8080", PEER4).equals("PEER"));
    await().until(() -> peer.tell("call %s 9200", HOST6).equals("APPLICATION"));
    assertThat(application.tell("echo out still")).isEqualTo("still");
    assertThat(peer.tell("echo in still")).isEqualTo("still");
    assertThat(removal.isDone()).isFalse();

    assertThat(application.tell("close out")).isEqualTo("ok");
    assertThat(peer.tell("close in")).isEqualTo("ok");
    assertThat(removal.get().isSuccess()).isTrue();
    assertThat(hosts.rules()).doesNotContain("FAIRLEAD");
  }

  @Test
  void changesNothingWhenAppliedAgain() {
    apply();
    String once = hosts.rules();

    apply();

    assertThat(hosts.rules()).isEqualTo(once);
    assertThat(run("plan").output()).contains("nothing to do");
  }

  @Test
  void tellsDriftFromWhatIsApplied() {
    assertThat(run("status").exitCode()).isEqualTo(3);
    apply();
    assertThat(run("status").exitCode()).isZero();

    hosts.inHost("iptables -t nat -F FAIRLEAD_REDIRECT");
    hosts.inHost("ip6tables -t nat -A FAIRLEAD_DNS -j RETURN");
    Commands.Result drifted = run("status");

    assertThat(drifted.exitCode()).isEqualTo(4);
    assertThat(drifted.output())
        .contains("- -A FAIRLEAD_REDIRECT -p tcp -j REDIRECT --to-ports 15001")
        .contains("+ -A FAIRLEAD_DNS -j RETURN");
    apply();
    assertThat(run("status").exitCode()).isZero();
  }

  @Test
  void removesWhatAnOlderVersionLeft() {
    hosts.restoreInHost(
        "iptables-restore",
        """
        *nat
        :FAIRLEAD_OLD - [0:0]
        -A OUTPUT -p tcp -j FAIRLEAD_OLD
        -A FAIRLEAD_OLD -d 192.0.2.1/32 -j RETURN
        COMMIT
        """);
    apply();

    assertThat(hosts.rules()).doesNotContain("FAIRLEAD_OLD");
  }

  @Test
  void refusesWhileTheProxyDoesNotListen() {
    proxy.close();
    String before = hosts.rules();

    Commands.Result refused = run("apply");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("the proxy does not listen on tcp 127.0.0.1:15001");
    assertThat(hosts.rules()).isEqualTo(before);
  }

  @Test
  void refusesWhileTheAgentsDnsDoesNotAnswer() {
    agent.close();

    Commands.Result refused = run("apply");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("the agent's DNS does not answer on udp 127.0.0.1:15053");
    assertThat(hosts.rules()).doesNotContain("FAIRLEAD");
  }

  @Test
  void refusesRulesInBothBackEnds() {
    hosts.inHost("iptables-legacy -t nat -A OUTPUT -d 192.0.2.1 -j RETURN");

    Commands.Result refused = run("apply");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("iptables-legacy-save shows rules in the table nat");
    assertThat(hosts.rules()).doesNotContain("FAIRLEAD");
  }

  @Test
  void putsTheOldRulesBackWhenTheSecondFamilyFails() {
    hosts.restoreInHost("iptables-restore", FOREIGN);
    String before = hosts.rules();
    String broken = hosts.programs("ip6tables-restore", "echo 'no such module' >&2; exit 1");

    Commands.Result failed = hosts.capture(SETTINGS, "apply", Map.of("PATH", broken));

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.errors()).contains("ip6tables-restore refused the rules: no such module");
    assertThat(hosts.rules()).isEqualTo(before);
    assertThat(hosts.inHost("ip -6 address show dev lo")).doesNotContain("::6/128");
  }

  @Test
  void worksWithTheLegacyBackEndToo() {
    String path = "";
    for (String program : new String[] {"iptables", "ip6tables"}) {
      for (String verb : new String[] {"", "-save", "-restore"}) {
        path = hosts.programs(program + verb, "exec " + program + "-legacy" + verb + " \"$@\"");
      }
    }
    Map<String, String> legacy = Map.of("PATH", path);
    assertThat(hosts.capture(SETTINGS, "status", legacy).exitCode()).isEqualTo(3);

    Commands.Result applied = hosts.capture(SETTINGS, "apply", legacy);
    assertThat(applied.isSuccess()).as(applied.errors()).isTrue();
    assertThat(application.tell("call %s 8080", PEER4)).isEqualTo("OUTBOUND");
    assertThat(application.tell("ask %s 53 0", PEER6)).isEqualTo("AGENT");
    assertThat(hosts.capture(SETTINGS, "status", legacy).exitCode()).isZero();

    assertThat(hosts.capture(SETTINGS, "remove", legacy).isSuccess()).isTrue();
    assertThat(hosts.inHost("iptables-legacy-save")).doesNotContain("FAIRLEAD");
    assertThat(hosts.inHost("ip6tables-legacy-save")).doesNotContain("FAIRLEAD");
  }

  @Test
  void exemptsThePortOfTheSshSessionThatAppliesIt() {
    Map<String, String> session = Map.of("SSH_CONNECTION", "10.99.0.2 50000 10.99.0.1 9200");

    assertThat(hosts.capture(SETTINGS, "apply", session).isSuccess()).isTrue();

    assertThat(peer.tell("call %s 9200", HOST4)).isEqualTo("APPLICATION");
  }

  private void apply() {
    Commands.Result result = run("apply");
    assertThat(result.isSuccess()).as(result.errors()).isTrue();
  }

  private Commands.Result run(String verb) {
    return hosts.capture(SETTINGS, verb, Map.of());
  }
}

package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.mesh.Member;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Capture is taken away, and the rules of the host are as they were found. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class CaptureRemovedEndToEndTest {

  @Test
  void theRulesAreAsFound(StoryMesh mesh) {
    Host host = mesh.newHost("guest");
    try {
      String own = "-t nat -A OUTPUT -p tcp -d 192.0.2.1 --dport 81 -j REDIRECT --to-ports 82";
      host.run(User.ROOT, ("iptables -w " + own).split(" ")).orThrow();
      String before = rules(host);

      Member member = mesh.mesh().join(host);
      member.agent().awaitReady();
      assertThat(rules(host)).isNotEqualTo(before);
      assertThat(member.client().get(StoryMesh.CLOCK, StoryMesh.CLOCK_PORT).callerSeen())
          .isEqualTo(member.principal());

      member.agent().run("capture", "remove").orThrow();
      assertThat(rules(host)).isEqualTo(before);
      member.agent().stop();
      assertThat(rules(host)).isEqualTo(before);
    } finally {
      host.close();
    }
  }

  private static String rules(Host host) {
    StringBuilder rules = new StringBuilder();
    for (String family : new String[] {"iptables", "ip6tables"}) {
      for (String table : new String[] {"raw", "mangle", "nat", "filter"}) {
        rules.append(host.run(User.ROOT, family, "-w", "-t", table, "-S").orThrow()).append('\n');
      }
    }
    return rules.toString();
  }
}

package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.FairleadCli.Ticket;
import io.fairlead.testenv.programs.JoinAttempt;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people get wrong when a host joins: each ends in one message that names cause and fix, with
 * its documented exit code, and leaves the host as it was.
 */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class BadJoinEndToEndTest {

  private static final int LOCAL = 1;
  private static final int UNREACHABLE = 3;
  private static final int NOT_TRUSTED = 4;
  private static final int REFUSED = 5;

  /** Java's own waiting must not be moved with the clock. */
  private static final List<String> FALSE_CLOCK =
      List.of("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-m", "-f");

  private static List<String> clock(String offset) {
    return Stream.concat(FALSE_CLOCK.stream(), Stream.of(offset)).toList();
  }

  private static void refused(
      StoryMesh mesh, List<String> around, Ticket ticket, int exitCode, String... words) {
    refused(mesh, around, mesh.mesh().controlPlane().address(), ticket, exitCode, words);
  }

  private static void refused(
      StoryMesh mesh,
      List<String> around,
      String controlPlane,
      Ticket ticket,
      int exitCode,
      String... words) {
    try (Host host = mesh.newHost("stranger")) {
      refused(host, around, controlPlane, ticket, exitCode, words);
    }
  }

  private static void refused(
      Host host,
      List<String> around,
      String controlPlane,
      Ticket ticket,
      int exitCode,
      String... words) {
    JoinAttempt attempt = new JoinAttempt(host);
    String before = attempt.state();
    CommandResult result = attempt.join(around, controlPlane, ticket);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    assertThat(result.output().strip().lines()).as("one message: %s", result.output()).hasSize(1);
    assertThat(result.output()).startsWith("fairlead-agent: ").contains(words);
    assertThat(result.output()).doesNotContain(ticket.token());
    assertThat(attempt.state()).isEqualTo(before);
  }

  private static Ticket ticket(StoryMesh mesh) {
    return mesh.mesh().controlPlane().cli().createToken("demo", "web");
  }

  @Test
  void aWrongToken(StoryMesh mesh) {
    Ticket good = ticket(mesh);
    String wrong = good.token().substring(0, good.token().length() - 4) + "AAAA";
    refused(
        mesh,
        List.of(),
        new Ticket(wrong, good.caHash()),
        REFUSED,
        "refused the token",
        "fairlead token create");
  }

  @Test
  void anExpiredToken(StoryMesh mesh) {
    Ticket expired = mesh.mesh().controlPlane().cli().createToken("demo", "web", "1m");
    long made = System.nanoTime();
    Waiting.until(
        "the token to be older than its minute",
        Duration.ofSeconds(70),
        () -> System.nanoTime() - made > Duration.ofSeconds(61).toNanos());
    refused(mesh, List.of(), expired, REFUSED, "expired", "fairlead token create");
  }

  @Test
  void aWrongHashOfTheAuthority(StoryMesh mesh) {
    refused(
        mesh,
        List.of(),
        new Ticket(ticket(mesh).token(), "sha256:" + "ab".repeat(32)),
        NOT_TRUSTED,
        "is not trusted",
        "--ca-hash");
  }

  @Test
  void aClockThatIsADayBehind(StoryMesh mesh) {
    refused(mesh, clock("-1d"), ticket(mesh), NOT_TRUSTED, "clock");
  }

  @Test
  void aClockThatIsADayAhead(StoryMesh mesh) {
    refused(mesh, clock("+25h"), ticket(mesh), NOT_TRUSTED, "clock");
  }

  @Test
  void aPortThatIsTaken(StoryMesh mesh) {
    try (Host host = mesh.newHost("stranger")) {
      EchoService.http(host, "squatter", 15021);
      refused(
          host,
          List.of(),
          mesh.mesh().controlPlane().address(),
          ticket(mesh),
          LOCAL,
          "TCP port 15021 (ports.health) is not free",
          "the token was not used");
    }
  }

  @Test
  void noRightToChangeThePacketFilter(StoryMesh mesh) {
    refused(
        mesh,
        List.of("setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin"),
        ticket(mesh),
        LOCAL,
        "CAP_NET_ADMIN",
        "capture.mode: explicit",
        "the token was not used");
  }

  @Test
  void dnsThatDoesNotAnswer(StoryMesh mesh) {
    refused(
        mesh,
        List.of(),
        "no-such-control-plane.invalid:15012",
        ticket(mesh),
        UNREACHABLE,
        "no name server answers for the name in no-such-control-plane.invalid:15012",
        "/etc/resolv.conf",
        "use an address");
  }
}

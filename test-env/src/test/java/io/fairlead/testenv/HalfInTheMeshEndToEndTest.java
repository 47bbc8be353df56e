package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.load.LoadReport;
import io.fairlead.testenv.load.SteadyLoad;
import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service whose instances are half in the mesh works, and hosts change sides under load. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class HalfInTheMeshEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void bothHalvesAnswerEachInItsOwnTransport(StoryMesh mesh) {
    Map<String, String> callerByService = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      Answer answer = mesh.web().client().get(StoryMesh.HALF, StoryMesh.HALF_PORT);
      assertThat(answer.status()).isEqualTo(200);
      callerByService.put(answer.service(), answer.callerSeen());
    }

    assertThat(callerByService)
        .containsOnly(Map.entry("half-one", mesh.web().principal()), Map.entry("half-plain", ""));
  }

  @Test
  void aHostThatJoinsAndLeavesUnderLoadFailsNoRequest(StoryMesh mesh) {
    Host host = mesh.newHost("late");
    EchoService.http(host, "half-late", StoryMesh.HALF_PORT);
    mesh.catalog().register("half", host, StoryMesh.HALF_PORT, true);
    awaitCaller(mesh, "");
    try (SteadyLoad load =
        SteadyLoad.start(
            mesh.web().host(), StoryMesh.HALF, StoryMesh.HALF_PORT, 100, Duration.ofSeconds(40))) {
      Member member = mesh.mesh().join(host);
      member.agent().awaitReady();
      awaitCaller(mesh, mesh.web().principal());

      member.agent().leave();
      awaitCaller(mesh, "");

      LoadReport report = load.report();
      assertThat(report.failures()).isEmpty();
      assertThat(report.answeredBy()).containsKeys("half-one", "half-plain", "half-late");
    } finally {
      mesh.catalog().deregister("half", host);
      host.close();
    }
  }

  /** Callers speak plaintext to it from then on, which it refused until then. */
  @Test
  void aHostThatRefusesPlaintextLeavesUnderLoadAndFailsNoRequest(StoryMesh mesh) {
    Host host = mesh.newHost("strict");
    EchoService.http(host, "half-late", StoryMesh.HALF_PORT);
    Member member = mesh.mesh().join(host);
    member.agent().awaitReady();
    mesh.mesh().requireTransport("strict", "STRICT");
    Waiting.until("host strict to refuse plaintext", SOON, () -> askPlain(mesh, host) == 0);
    mesh.catalog().register("half", host, StoryMesh.HALF_PORT, true);
    awaitCaller(mesh, mesh.web().principal());
    try (SteadyLoad load =
        SteadyLoad.start(
            mesh.web().host(), StoryMesh.HALF, StoryMesh.HALF_PORT, 100, Duration.ofSeconds(40))) {
      member.agent().leave();
      awaitCaller(mesh, "");
      LoadReport report = load.report();

      assertThat(report.failures()).isEmpty();
      assertThat(report.answeredBy()).containsKeys("half-one", "half-plain", "half-late");
    } finally {
      mesh.mesh().requireTransport("strict", "PERMISSIVE");
      mesh.catalog().deregister("half", host);
      host.close();
    }
  }

  private static int askPlain(StoryMesh mesh, Host host) {
    return mesh.plainClient().get(host.address(), StoryMesh.HALF_PORT).status();
  }

  /** Waits until the late host sees this caller: its SPIFFE id, or nobody for plaintext. */
  private static void awaitCaller(StoryMesh mesh, String caller) {
    Waiting.until(
        "host late to see '%s' as its caller".formatted(caller),
        SOON,
        () -> {
          Answer answer = mesh.web().client().get(StoryMesh.HALF, StoryMesh.HALF_PORT);
          return answer.service().equals("half-late") && answer.callerSeen().equals(caller);
        });
  }
}

package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.load.SteadyLoad;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The agents of caller and service are killed under load; Envoy goes on and no request fails. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class AgentKilledEndToEndTest {

  @Test
  void noRequestFailsAndEnvoyStays(StoryMesh mesh) {
    try (SteadyLoad load =
        SteadyLoad.start(
            mesh.web().host(),
            StoryMesh.HELLO,
            StoryMesh.HELLO_PORT,
            100,
            Duration.ofSeconds(30))) {
      for (Member member : List.of(mesh.web(), mesh.one())) {
        long envoy = member.agent().envoyProcess().pid();
        member.agent().killAgent();
        Waiting.until(
            "the agent of %s to be back".formatted(member.host().name()),
            Duration.ofSeconds(12),
            () -> member.agent().isReady());
        assertThat(member.agent().envoyProcess().pid()).isEqualTo(envoy);
      }

      assertThat(load.report().failures()).isEmpty();
    }
  }
}

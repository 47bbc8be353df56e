package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PERMISSIVE service answers a plain client; a STRICT one refuses it. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class PeerAuthenticationEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @AfterEach
  void permitAgain(StoryMesh mesh) {
    mesh.mesh().requireTransport("one", "PERMISSIVE");
    Waiting.until("host one to answer plaintext again", SOON, () -> askPlain(mesh).isOk());
  }

  @Test
  void aPermissiveServiceAnswersAPlainClient(StoryMesh mesh) {
    Answer answer = askPlain(mesh);

    assertThat(answer.service()).isEqualTo("clock");
    assertThat(answer.callerSeen()).isEmpty();
  }

  @Test
  void aStrictServiceRefusesAPlainClientAndAnswersTheMesh(StoryMesh mesh) {
    mesh.mesh().requireTransport("one", "STRICT");

    Waiting.until("host one to refuse plaintext", SOON, () -> askPlain(mesh).status() == 0);
    Answer answer = mesh.web().client().get(StoryMesh.CLOCK, StoryMesh.CLOCK_PORT);
    assertThat(answer.callerSeen()).isEqualTo(mesh.web().principal());
  }

  private static Answer askPlain(StoryMesh mesh) {
    return mesh.plainClient().get(mesh.one().host().address(), StoryMesh.CLOCK_PORT);
  }
}

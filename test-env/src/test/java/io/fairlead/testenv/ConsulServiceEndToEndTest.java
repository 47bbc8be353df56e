package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service registered in Consul is reached by its name from a captured host. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class ConsulServiceEndToEndTest {

  @Test
  void theServiceLearnsWhoCalled(StoryMesh mesh) {
    Answer answer = mesh.web().client().get(StoryMesh.HELLO, StoryMesh.HELLO_PORT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.service()).startsWith("hello-");
    assertThat(answer.callerSeen()).isEqualTo(mesh.web().principal());
  }

  @Test
  void theBackendsEnvoySawTheCallersCertificate(StoryMesh mesh) {
    mesh.web().client().get(StoryMesh.HELLO, StoryMesh.HELLO_PORT);

    String seen = "\"downstream_peer_uri_san\":\"" + mesh.web().principal() + "\"";
    Waiting.until(
        "the caller in the access log of a backend's Envoy",
        Duration.ofSeconds(20),
        () ->
            List.of(mesh.one(), mesh.two()).stream()
                .anyMatch(backend -> backend.agent().launcher().log().contains(seen)));
  }

  @Test
  void aCallerCannotGiveItselfAnotherName(StoryMesh mesh) {
    Answer answer =
        mesh.web()
            .client()
            .getWithHeader(
                StoryMesh.HELLO,
                StoryMesh.HELLO_PORT,
                "x-forwarded-client-cert: URI=spiffe://cluster.local/ns/demo/sa/boss");

    assertThat(answer.callerSeen()).isEqualTo(mesh.web().principal());
    assertThat(answer.body()).doesNotContain("boss");
  }
}

package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consul is stopped, and every endpoint that it told of stays. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class ConsulStoppedEndToEndTest {

  @Test
  void endpointsStay(StoryMesh mesh) throws InterruptedException {
    EndpointChanges.awaitFlow(mesh);
    TreeMap<String, String> before = EndpointChanges.of(mesh);

    mesh.mesh().consul().kill();
    try {
      Waiting.pass(Duration.ofSeconds(5));
      assertThat(EndpointChanges.of(mesh)).isEqualTo(before);
      assertThat(mesh.web().client().get(StoryMesh.HELLO, StoryMesh.HELLO_PORT).status())
          .isEqualTo(200);
    } finally {
      mesh.mesh().consul().restart();
    }
    EndpointChanges.awaitFlow(mesh);
    assertThat(EndpointChanges.of(mesh)).isEqualTo(before);
  }
}

package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.load.SteadyLoad;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The control plane is killed under load; no request fails while it is away, nor at its return. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class ControlPlaneKilledEndToEndTest {

  @Test
  void noRequestFails(StoryMesh mesh) throws InterruptedException {
    ControlPlane controlPlane = mesh.mesh().controlPlane();
    try (SteadyLoad load =
        SteadyLoad.start(
            mesh.web().host(),
            StoryMesh.HELLO,
            StoryMesh.HELLO_PORT,
            100,
            Duration.ofSeconds(45))) {
      controlPlane.kill();
      // Away for as long as the load of 30 seconds that was asked for, less its return.
      Waiting.pass(Duration.ofSeconds(15));
      controlPlane.relaunch();
      controlPlane.awaitReady();
      Waiting.until(
          "every proxy to be connected again",
          Duration.ofSeconds(25),
          () -> controlPlane.cli().proxies().size() >= mesh.members().size());

      assertThat(load.report().failures()).isEmpty();
    }
  }
}

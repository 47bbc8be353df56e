package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.mesh.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service of the static file is reached by its name. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class StaticServiceEndToEndTest {

  @Test
  void aStaticServiceIsReachedUnderMutualTls(StoryMesh mesh) {
    Answer answer = mesh.two().client().get(StoryMesh.CLOCK, StoryMesh.CLOCK_PORT);

    assertThat(answer.service()).isEqualTo("clock");
    assertThat(answer.callerSeen()).isEqualTo(mesh.two().principal());
  }
}

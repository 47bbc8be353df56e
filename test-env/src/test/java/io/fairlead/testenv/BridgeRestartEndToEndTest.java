package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bridge is restarted, and no endpoint of any Envoy comes or goes. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class BridgeRestartEndToEndTest {

  @Test
  void noEndpointFlaps(StoryMesh mesh) {
    EndpointChanges.awaitFlow(mesh);
    TreeMap<String, String> before = EndpointChanges.of(mesh);

    mesh.mesh().bridge().kill();
    mesh.mesh().bridge().relaunch();
    mesh.mesh().bridge().awaitReady();
    // A change made now arrives behind whatever the restart had to say.
    EndpointChanges.awaitFlow(mesh);

    assertThat(EndpointChanges.of(mesh)).isEqualTo(before);
  }
}

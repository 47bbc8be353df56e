package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An endpoint whose Consul check fails leaves every Envoy within two seconds, and comes back. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class FailingCheckEndToEndTest {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  @AfterEach
  void passAgain(StoryMesh mesh) {
    mesh.catalog().register("hello", mesh.two().host(), StoryMesh.HELLO_PORT, true);
  }

  @Test
  void theEndpointLeavesEveryEnvoyAndComesBack(StoryMesh mesh) {
    awaitEverywhere(mesh, true, Duration.ofSeconds(20));

    mesh.catalog().register("hello", mesh.two().host(), StoryMesh.HELLO_PORT, false);
    awaitEverywhere(mesh, false, LIMIT);
    for (int i = 0; i < 10; i++) {
      assertThat(mesh.web().client().get(StoryMesh.HELLO, StoryMesh.HELLO_PORT).service())
          .isEqualTo("hello-one");
    }

    mesh.catalog().register("hello", mesh.two().host(), StoryMesh.HELLO_PORT, true);
    awaitEverywhere(mesh, true, LIMIT);
  }

  private static void awaitEverywhere(StoryMesh mesh, boolean present, Duration limit) {
    String endpoint = StoryMesh.endpoint(mesh.two().host(), StoryMesh.HELLO_PORT);
    Waiting.until(
        "%s to be %s every Envoy".formatted(endpoint, present ? "in" : "gone from"),
        limit,
        () -> mesh.members().stream().allMatch(member -> knows(member, endpoint) == present));
  }

  private static boolean knows(Member member, String endpoint) {
    return member
        .envoy()
        .endpoints(StoryMesh.cluster(StoryMesh.HELLO, StoryMesh.HELLO_PORT))
        .contains(endpoint);
  }
}

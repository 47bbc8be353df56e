package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Broken YAML keeps the last good state, and is reported with its file and line. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class BrokenYamlEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void aBrokenServicesFileKeepsItsServices(StoryMesh mesh) {
    try {
      mesh.mesh()
          .services()
          .spoil(
              """
              services:
                - host: clock.internal
                  prots: [{number: 8090}]
              """);
      Waiting.until(
          "the bridge to report services.yaml:3",
          SOON,
          () -> mesh.mesh().bridge().process().log().contains("services.yaml:3"));

      assertThat(mesh.web().client().get(StoryMesh.CLOCK, StoryMesh.CLOCK_PORT).service())
          .isEqualTo("clock");
    } finally {
      mesh.mesh().services().write();
    }
  }

  @Test
  void aBrokenResourceIsShownByStatus(StoryMesh mesh) throws IOException {
    Path file = mesh.mesh().controlPlane().configDirectory().resolve("broken.yaml");
    try {
      ConfigFile.write(
          file,
          """
          apiVersion: security.istio.io/v1
          kind: PeerAuthentication
          metadata: {name: web, namespace: demo}
          spec: {mtls: {mode: SOMETIMES}}
          """);
      Waiting.until(
          "fairlead status to name broken.yaml:4",
          SOON,
          () -> mesh.mesh().controlPlane().cli().status().contains("broken.yaml:4"));

      assertThat(mesh.web().client().get(StoryMesh.HELLO, StoryMesh.HELLO_PORT).status())
          .isEqualTo(200);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aBrokenResourceIsRefusedByApply(StoryMesh mesh) {
    CommandResult result =
        mesh.mesh()
            .controlPlane()
            .cli()
            .apply(
                "refused",
                """
                apiVersion: networking.istio.io/v1
                kind: WorkloadGroup
                metadata: {name: refused, namespace: demo}
                spec: {templat: {serviceAccount: web}}
                """);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("refused.yaml:4").contains("template");
  }
}

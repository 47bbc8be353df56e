package io.fairlead.vmagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.envoy.EpochRequest;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.health.CaptureResult;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with shell scripts as its children: each writes down that it was there. */
class LauncherTest {

  /** Long-lived commands say when they end by SIGTERM; capture is a one-shot. */
  private static final String AGENT =
      """
      #!/bin/sh
      echo "agent $1 $2" >> %1$s/story
      case "$1" in
        capture) [ ! -e %1$s/refuse ] || { echo "no such table" >&2; exit 1; } ;;
        run) trap 'echo "agent ends" >> %1$s/story; exit 0' TERM; while :; do sleep 0.05; done ;;
      esac
      """;

  private static final String ENVOY =
      """
      #!/bin/sh
      echo "envoy $2 epoch $4" >> %1$s/story
      trap 'echo "envoy ends" >> %1$s/story; exit 0' TERM
      while :; do sleep 0.05; done
      """;

  @TempDir private Path directory;
  private RuntimePaths paths = new RuntimePaths(Path.of("/"));
  private AgentSettings settings = AgentSettings.DEFAULTS;
  private Launcher launcher;
  private Thread running;

  @BeforeEach
  void start() throws Exception {
    settings =
        RecordReader.read(
            "stateDirectory: %1$s/state\nruntimeDirectory: %1$s/run\nenvoy: {binary: %1$s/envoy}\n"
                .formatted(directory),
            "agent.yaml",
            AgentSettings.DEFAULTS);
    paths = new RuntimePaths(settings.runtimeDirectory());
    script("agent", AGENT);
    script("envoy", ENVOY);
    Files.createFile(directory.resolve("story"));
    launch();
    awaitStory("agent run ");
  }

  private void launch() throws IOException {
    launcher =
        new Launcher(
            settings,
            new Program(List.of(directory.resolve("agent").toString())),
            new Commands(),
            false);
    Launcher mine = launcher;
    running = Thread.ofPlatform().start(() -> run(mine));
  }

  private static void run(Launcher launcher) {
    try {
      launcher.run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    launcher.stop();
    running.join(Duration.ofSeconds(20));
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text.formatted(directory));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> story() throws IOException {
    return Files.readAllLines(directory.resolve("story"));
  }

  private void awaitStory(String... lines) {
    await().untilAsserted(() -> assertThat(story()).containsExactly(lines));
  }

  /** The child may have told its story before the launcher has written its number down. */
  private long pid(String name) throws IOException {
    Path file = paths.directory().resolve("launcher/" + name + ".pid");
    await().until(() -> Files.exists(file));
    return Long.parseLong(Files.readString(file).split(" ", 2)[0]);
  }

  private void requestEnvoy(int epoch) throws IOException {
    new EpochRequest(Path.of("/b" + epoch + ".json"), epoch, 7).write(paths.startRequest());
  }

  @Test
  void startsAKilledAgentAgainAtOnce() throws Exception {
    ProcessHandle.of(pid("agent")).orElseThrow().destroyForcibly();

    awaitStory("agent run ", "agent run ");
  }

  @Test
  void startsEnvoyOnRequestAndStopsAllInTheOrderThatCostsNoRequest() throws Exception {
    requestEnvoy(0);
    awaitStory("agent run ", "envoy /b0.json epoch 0");
    requestCapture();
    awaitStory("agent run ", "envoy /b0.json epoch 0", "agent capture apply");
    await().until(() -> Files.exists(paths.captureResult()));

    stop();

    assertThat(story())
        .containsExactly(
            "agent run ",
            "envoy /b0.json epoch 0",
            "agent capture apply",
            "agent capture remove",
            "envoy ends",
            "agent ends");
  }

  private void requestCapture() throws IOException {
    AtomicFiles.write(paths.captureSettings(), "settings", "rw-r-----");
    AtomicFiles.write(paths.applyRequest(), "please", "rw-r-----");
  }

  @Test
  void leavesTheReasonForACaptureThatFailed() throws Exception {
    Files.createFile(directory.resolve("refuse"));

    requestCapture();

    await().until(() -> Files.exists(paths.captureResult()));
    CaptureResult result = CaptureResult.parse(Files.readString(paths.captureResult()));
    assertThat(result.failure()).isEqualTo("no such table (exit code 1)");
    assertThat(result.hash()).isEqualTo(CaptureResult.hashOf(paths.captureSettings()));
  }

  @Test
  void letsANewEpochTakeOverFromTheOneBefore() throws Exception {
    requestEnvoy(0);
    awaitStory("agent run ", "envoy /b0.json epoch 0");
    long before = pid("envoy");

    requestEnvoy(1);

    awaitStory("agent run ", "envoy /b0.json epoch 0", "envoy /b1.json epoch 1");
    assertThat(ProcessHandle.of(before)).isPresent();
  }

  @Test
  void neverStartsAnEpochThatWouldWaitForADeadOne() throws Exception {
    requestEnvoy(3);

    awaitStory("agent run ", "envoy /b3.json epoch 0");
  }

  @Test
  void bringsACrashedEnvoyBack() throws Exception {
    requestEnvoy(0);
    awaitStory("agent run ", "envoy /b0.json epoch 0");

    ProcessHandle.of(pid("envoy")).orElseThrow().destroyForcibly();

    awaitStory("agent run ", "envoy /b0.json epoch 0", "envoy /b0.json epoch 0");
  }

  @Test
  void endsEnvoyOnRequestAndConfirmsByTakingTheRequestAway() throws Exception {
    requestEnvoy(0);
    awaitStory("agent run ", "envoy /b0.json epoch 0");

    AtomicFiles.write(paths.stopRequest(), "please", "rw-r-----");

    await().until(() -> !Files.exists(paths.stopRequest()));
    awaitStory("agent run ", "envoy /b0.json epoch 0", "envoy ends");
  }

  @Test
  void takesOverTheChildrenOfALauncherThatWasKilled() throws Exception {
    stop();
    Files.writeString(directory.resolve("story"), "");
    ProcessHandle agent = orphan("agent", "run");
    ProcessHandle envoy = orphan("envoy", "-c", "/b0.json", "--restart-epoch", "0");
    new EpochRequest(Path.of("/b0.json"), 0, 7)
        .write(paths.directory().resolve("launcher/envoy.request"));
    awaitStory("agent run ", "envoy /b0.json epoch 0");

    launch();
    requestEnvoy(0);
    await().until(() -> !Files.exists(paths.startRequest()));
    stop();

    assertThat(List.of(agent, envoy)).noneMatch(ProcessHandle::isAlive);
    assertThat(story())
        .containsExactly("agent run ", "envoy /b0.json epoch 0", "envoy ends", "agent ends");
  }

  private ProcessHandle orphan(String name, String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(directory.resolve(name).toString()));
    command.addAll(List.of(words));
    Path log = directory.resolve("orphan.log");
    ProcessHandle process = new Commands().start(command, java.util.Map.of(), log).toHandle();
    new PidFile(paths.directory().resolve("launcher/" + name + ".pid")).write(process);
    await().until(() -> story().stream().anyMatch(line -> line.startsWith(name)));
    return process;
  }

  @Test
  void refusesARequestThatItCannotReadAndGoesOn() throws Exception {
    AtomicFiles.write(paths.startRequest(), "epohc: 1", "rw-r-----");
    await().until(() -> !Files.exists(paths.startRequest()));

    requestEnvoy(0);

    awaitStory("agent run ", "envoy /b0.json epoch 0");
  }
}

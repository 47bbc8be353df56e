package io.fairlead.vmagent.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.vmagent.envoy.EpochRequest;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.host.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts behind the proxy's units, in directories of the test and with systemctl as an echo.
 */
class EnvoyScriptsTest {

  private static final Path SCRIPTS = Path.of("..", "packaging", "systemd", "envoy");

  @TempDir private Path directory;
  private RuntimePaths paths = new RuntimePaths(Path.of("/"));

  @BeforeEach
  void makeHost() throws IOException {
    paths = new RuntimePaths(directory.resolve("run"));
    Files.createDirectories(paths.envoyDirectory());
    Files.createDirectory(directory.resolve("own"));
    script("systemctl", "#!/bin/sh\necho \"systemctl $*\"\n");
    script("envoy", "#!/bin/sh\necho \"envoy $*\"\n");
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The packaged script with its fixed places changed for the test's. */
  private Commands.Result run(String name, String argument) throws IOException {
    String text =
        Files.readString(SCRIPTS.resolve(name))
            .replace("/run/fairlead-envoy", directory.resolve("own").toString())
            .replace("/run/fairlead/envoy", paths.envoyDirectory().toString())
            .replace("/usr/lib/fairlead/envoy/envoy", directory.resolve("envoy").toString())
            .replace("systemctl ", directory.resolve("systemctl") + " ");
    return new Commands()
        .run(
            List.of(script("packaged-" + name, text).toString(), argument),
            "",
            Duration.ofSeconds(20));
  }

  private List<String> start(int bootstrap, int epoch) throws IOException {
    new EpochRequest(paths.bootstrap(bootstrap), epoch, paths.baseId()).write(paths.startRequest());
    return run("request", "start").output().lines().toList();
  }

  @Test
  void startsTheInstanceOfTheBootstrapThatIsNamed() throws IOException {
    assertThat(start(3, 1)).containsExactly("systemctl start fairlead-envoy@3.service");
    assertThat(paths.startRequest()).doesNotExist();
  }

  @Test
  void stopsWhateverHangsBeforeAFirstEpoch() throws IOException {
    assertThat(start(0, 0))
        .containsExactly(
            "systemctl stop fairlead-envoy@*.service", "systemctl start fairlead-envoy@0.service");
  }

  @Test
  void believesNoPathOrArgumentOfARequest() throws IOException {
    for (String bootstrap :
        List.of(
            "/etc/passwd",
            paths.envoyDirectory() + "/../bootstrap-1.json",
            paths.envoyDirectory() + "/bootstrap-1.json; reboot",
            paths.envoyDirectory() + "/bootstrap-1 2.json",
            paths.envoyDirectory() + "/bootstrap-../1.json",
            paths.envoyDirectory() + "/bootstrap-99999999.json",
            "$(reboot)")) {
      Files.writeString(
          paths.startRequest(), "bootstrap: '" + bootstrap + "'\nepoch: 1\nbaseId: 7\n");
      Commands.Result result = run("request", "start");
      assertThat(result.exitCode()).as(bootstrap).isEqualTo(1);
      assertThat(result.output()).as(bootstrap).isEmpty();
      assertThat(result.errors()).contains("<3>Request for a proxy refused", "must name");
      assertThat(paths.startRequest()).doesNotExist();
    }
  }

  @Test
  void leavesAPipeThatNeverEnds() throws IOException {
    new Commands()
        .run(List.of("mkfifo", paths.startRequest().toString()), "", Duration.ofSeconds(5));
    assertThat(run("request", "start").exitCode()).isEqualTo(1);
    assertThat(paths.startRequest()).doesNotExist();
  }

  @Test
  void endsTheProxyBeforeItTakesTheRequestAway() throws IOException {
    Files.createFile(paths.stopRequest());
    script("systemctl", "#!/bin/sh\necho \"$* $(ls %s)\"\n".formatted(paths.envoyDirectory()));
    assertThat(run("request", "stop").output().strip())
        .isEqualTo("stop fairlead-envoy@*.service stop");
    assertThat(paths.stopRequest()).doesNotExist();
  }

  /** A process that looks like an Envoy with that bootstrap. */
  private Process running(int bootstrap, int epoch) throws IOException {
    Path program = directory.resolve("bin").resolve("envoy");
    if (!Files.exists(program)) {
      Files.createDirectory(program.getParent());
      Files.copy(new Commands().find("sleep").orElseThrow(), program);
    }
    Process process =
        new Commands()
            .start(List.of(program.toString(), "60"), java.util.Map.of(), Path.of("/dev/null"));
    Files.writeString(directory.resolve("own/" + bootstrap), process.pid() + " " + epoch + "\n");
    return process;
  }

  @Test
  void isTheFirstEpochWhereNobodyLives() throws IOException {
    Files.writeString(directory.resolve("own/1"), "999999999 4\n");
    assertThat(run("run", "2").output()).contains("bootstrap-2.json --restart-epoch 0 ");
    assertThat(directory.resolve("own/1")).doesNotExist();
  }

  @Test
  void succeedsTheNewestThatLives() throws IOException {
    Process older = running(4, 0);
    Process newest = running(5, 1);
    try {
      assertThat(run("run", "6").output()).contains("bootstrap-6.json --restart-epoch 2 ");
    } finally {
      older.destroyForcibly();
      newest.destroyForcibly();
    }
  }

  @Test
  void doesNotComeBackWhereALaterOneHasTakenOver() throws IOException {
    Process later = running(6, 1);
    try {
      assertThat(run("run", "5").exitCode()).isEqualTo(77);
    } finally {
      later.destroyForcibly();
    }
  }

  @Test
  void takesNoOptionThatIsNoSuchWord() throws IOException {
    Files.writeString(paths.options(0), "concurrency=4\nlevel=debug\n");
    assertThat(run("run", "0").output()).contains("--concurrency 4 --log-level debug ");
    Files.writeString(paths.options(0), "concurrency=4 -c /etc/x\nlevel=debug -l\n--x=1\n");
    assertThat(run("run", "0").output()).contains("--concurrency 2 --log-level warning ");
  }
}

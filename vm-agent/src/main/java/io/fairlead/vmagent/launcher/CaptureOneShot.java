package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.health.CaptureResult;
import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the capture command with the launcher's privilege and leaves the result for the agent. */
final class CaptureOneShot {

  private static final Logger LOG = LoggerFactory.getLogger(CaptureOneShot.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RuntimePaths paths;
  private final Path resolvConf;
  private final Program program;
  private final Commands commands;

  CaptureOneShot(RuntimePaths paths, Path resolvConf, Program program, Commands commands) {
    this.resolvConf = resolvConf;
    this.paths = paths;
    this.program = program;
    this.commands = commands;
  }

  /** The request is taken away first: one that comes meanwhile is another. */
  void apply() throws IOException {
    Files.deleteIfExists(paths.applyRequest());
    String settings = paths.captureSettings().toString();
    String hash = CaptureResult.hashOf(paths.captureSettings());
    String failure =
        run(
            program.command(
                "capture",
                "apply",
                "--settings",
                settings,
                "--resolv-conf",
                resolvConf.toString()));
    result(new CaptureResult(hash, failure));
    if (failure.isEmpty()) {
      LOG.atInfo().log("capture applied");
    }
  }

  /** The request is taken away last: who waits for that knows the rules to be gone. */
  void remove() throws IOException {
    Files.deleteIfExists(paths.captureResult());
    if (run(program.command("capture", "remove")).isEmpty()) {
      LOG.atInfo().log("capture removed");
    }
    Files.deleteIfExists(paths.removeRequest());
  }

  /** Whether rules may be in place. */
  boolean isInPlace() {
    return Files.exists(paths.captureResult()) || Files.exists(paths.applyRequest());
  }

  private void result(CaptureResult result) throws IOException {
    AtomicFiles.write(paths.captureResult(), result.text(), "rw-r--r--");
  }

  /** Why it failed; nothing where it did not. */
  private String run(List<String> command) {
    String failure;
    try {
      Commands.Result result = commands.run(command, "", PATIENCE);
      failure =
          result.exitCode() == 0
              ? ""
              : (result.errors() + " " + result.output()).strip()
                  + " (exit code "
                  + result.exitCode()
                  + ")";
    } catch (CommandException e) {
      failure = String.valueOf(e.getMessage());
    }
    if (!failure.isEmpty()) {
      LOG.atError().addKeyValue("reason", failure).log("capture command failed");
    }
    return failure;
  }
}

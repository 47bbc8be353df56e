package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.health.CaptureResult;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out requests for capture, with the privilege of who runs this, and leaves the result for
 * the agent. Used by the launcher and by the one-shot unit alike.
 */
public final class CaptureOneShot {

  private static final Logger LOG = LoggerFactory.getLogger(CaptureOneShot.class);

  /** Runs {@code capture} with more words; gives why it failed, nothing where it did not. */
  public interface CaptureRun {
    String run(List<String> words);
  }

  private final RuntimePaths paths;
  private final Path resolvConf;
  private final CaptureRun capture;

  public CaptureOneShot(RuntimePaths paths, Path resolvConf, CaptureRun capture) {
    this.paths = paths;
    this.resolvConf = resolvConf;
    this.capture = capture;
  }

  /**
   * The request is taken away first: one that comes meanwhile is another.
   *
   * @return whether the rules are in place
   */
  public boolean apply() throws IOException {
    Files.deleteIfExists(paths.applyRequest());
    String settings = paths.captureSettings().toString();
    String hash = CaptureResult.hashOf(paths.captureSettings());
    String failure =
        run(List.of("apply", "--settings", settings, "--resolv-conf", resolvConf.toString()));
    AtomicFiles.write(paths.captureResult(), new CaptureResult(hash, failure).text(), "rw-r--r--");
    if (failure.isEmpty()) {
      LOG.atInfo().log("capture applied");
    }
    return failure.isEmpty();
  }

  /**
   * The request is taken away last: who waits for that knows the rules to be gone.
   *
   * @return whether they are
   */
  public boolean remove() throws IOException {
    Files.deleteIfExists(paths.captureResult());
    String failure = run(List.of("remove"));
    if (failure.isEmpty()) {
      LOG.atInfo().log("capture removed");
    }
    Files.deleteIfExists(paths.removeRequest());
    return failure.isEmpty();
  }

  /** Whether rules may be in place. */
  boolean isInPlace() {
    return Files.exists(paths.captureResult()) || Files.exists(paths.applyRequest());
  }

  private String run(List<String> words) {
    String failure = capture.run(words);
    if (!failure.isEmpty()) {
      LOG.atError().addKeyValue("reason", failure).log("capture command failed");
    }
    return failure;
  }
}

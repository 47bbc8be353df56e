package io.fairlead.vmagent.health;

import io.fairlead.vmagent.capture.CaptureSettings;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Capture by request file: a one-shot with the privilege for it carries it out. The request names
 * the settings by their hash and the result repeats it, so that a result of other settings, or of a
 * life before, is not taken for this one's.
 */
public final class RequestedCapture implements Capturing {

  private final RuntimePaths paths;
  private final Supplier<CaptureSettings> settings;

  public RequestedCapture(RuntimePaths paths, Supplier<CaptureSettings> settings) {
    this.paths = paths;
    this.settings = settings;
  }

  /** Writes the settings, so that {@link #outcome} can tell whether a result is theirs. */
  public void prepare() {
    settings.get().write(paths.captureSettings());
  }

  @Override
  public void request() throws IOException {
    prepare();
    AtomicFiles.write(paths.applyRequest(), hash() + "\n", "rw-r-----");
  }

  @Override
  public CaptureOutcome outcome() throws IOException {
    Path file = paths.captureResult();
    if (!Files.exists(file)) {
      return new CaptureOutcome.Absent();
    }
    CaptureResult result = CaptureResult.parse(Files.readString(file));
    if (!result.hash().equals(hash())) {
      return new CaptureOutcome.Absent();
    }
    return result.failure().isEmpty()
        ? new CaptureOutcome.Applied()
        : new CaptureOutcome.Failed(result.failure());
  }

  private String hash() throws IOException {
    return CaptureResult.hashOf(paths.captureSettings());
  }
}

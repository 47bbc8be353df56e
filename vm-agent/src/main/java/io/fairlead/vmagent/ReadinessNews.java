package io.fairlead.vmagent;

import io.fairlead.settings.systemd.ServiceNotifier;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.health.Readiness;
import io.fairlead.vmagent.lifecycle.AtomicFiles;
import io.fairlead.vmagent.xdsproxy.CaptureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries each change of readiness to the control plane and to systemd. */
final class ReadinessNews implements Consumer<Readiness> {

  private static final Logger LOG = LoggerFactory.getLogger(ReadinessNews.class);

  private final Consumer<CaptureReport> mesh;
  private final ServiceNotifier notifier;
  private final RuntimePaths paths;
  // Owned by the loop that calls.
  private CaptureReport told = new CaptureReport.Silent();

  /**
   * @param mesh what tells the control plane
   */
  ReadinessNews(Consumer<CaptureReport> mesh, ServiceNotifier notifier, RuntimePaths paths) {
    this.mesh = mesh;
    this.notifier = notifier;
    this.paths = paths;
  }

  @Override
  public void accept(Readiness readiness) {
    CaptureReport report = report(readiness);
    if (!report.equals(told)) {
      told = report;
      mesh.accept(report);
    }
    notifier.status(readiness.summary());
    show(readiness.isReady());
    if (readiness.left()) {
      confirmLeft();
    }
  }

  /** While Envoy is away nothing is claimed, and nothing is taken back: its stream ends itself. */
  private static CaptureReport report(Readiness readiness) {
    if (readiness.left()) {
      return new CaptureReport.Ended("the host leaves the mesh");
    }
    return readiness.mayReport() ? new CaptureReport.Captured() : new CaptureReport.Silent();
  }

  private void show(boolean ready) {
    try {
      if (ready) {
        AtomicFiles.write(paths.ready(), "in the mesh\n", "rw-r--r--");
      } else {
        Files.deleteIfExists(paths.ready());
      }
    } catch (IOException e) {
      LOG.atError().setCause(e).log("readiness cannot be shown");
    }
  }

  private void confirmLeft() {
    try {
      AtomicFiles.write(paths.leftAnswer(), "told\n", "rw-r-----");
    } catch (IOException e) {
      LOG.atError().setCause(e).log("leaving cannot be confirmed");
    }
  }
}

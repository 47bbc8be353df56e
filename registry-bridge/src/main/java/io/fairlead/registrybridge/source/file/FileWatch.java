package io.fairlead.registrybridge.source.file;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a file to become another one. The directory is watched, so that a file renamed into
 * place is seen; and the file's own traces are compared every second, because a link may lead to a
 * directory elsewhere and the kernel may have no watch left to give.
 */
final class FileWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A writer that is at work for longer leaves a half-written file to be read. */
  private static final Duration SETTLE = Duration.ofMillis(50);

  private static final int MOST_SETTLING = 10;

  private final Path path;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Owned by the one thread that waits, as are the next two fields. */
  private @Nullable WatchService service;

  private boolean isWatchRefused;
  private Trace seen;

  /** What differs between a file and the one that replaced it. */
  private record Trace(String realPath, FileTime modified, long size, String key) {
    static final Trace ABSENT = new Trace("", FileTime.fromMillis(0), -1, "");

    static Trace of(Path path) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Trace(
            path.toRealPath().toString(),
            attributes.lastModifiedTime(),
            attributes.size(),
            String.valueOf(attributes.fileKey()));
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }

  FileWatch(Path path) {
    this.path = path;
    seen = Trace.of(path);
  }

  /** Returns true when the file has changed since the last return, and false when closed. */
  boolean awaitChange() throws InterruptedException {
    while (closed.getCount() > 0) {
      Trace now = Trace.of(path);
      if (!now.equals(seen)) {
        seen = settled(now);
        return true;
      }
      awaitEvent();
    }
    return false;
  }

  private Trace settled(Trace first) throws InterruptedException {
    Trace before = first;
    for (int i = 0; i < MOST_SETTLING; i++) {
      if (closed.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        return before;
      }
      Trace now = Trace.of(path);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    return before;
  }

  private void awaitEvent() throws InterruptedException {
    WatchService watching = watching();
    if (watching == null) {
      boolean isClosed = closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      LOG.atTrace().addKeyValue("closed", isClosed).log("Looked at the file again.");
      return;
    }
    try {
      WatchKey key = watching.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
      if (key != null) {
        key.pollEvents();
        if (!key.reset()) {
          // The directory is gone; its successor is another one to watch.
          forget(watching);
        }
      }
    } catch (ClosedWatchServiceException e) {
      service = null;
    }
  }

  private @Nullable WatchService watching() {
    if (service == null && !isWatchRefused && Files.isDirectory(directory())) {
      try {
        service = FileSystems.getDefault().newWatchService();
        directory()
            .register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
      } catch (IOException e) {
        isWatchRefused = true;
        LOG.atWarn()
            .addKeyValue("directory", directory())
            .addKeyValue("error", e.getMessage())
            .log("Directory cannot be watched; the file is looked at every second instead.");
      }
    }
    return service;
  }

  private Path directory() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private void forget(WatchService watching) {
    service = null;
    try {
      watching.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("Closing a watch of a directory failed.");
    }
  }

  /** Releases what is watched; called by the thread that waits, once it has ended waiting. */
  void release() {
    WatchService watching = service;
    if (watching != null) {
      forget(watching);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}

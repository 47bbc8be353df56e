package io.fairlead.controlplane.source.file;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a directory of Istio YAML, and reads it again whenever something in it changes. */
public final class DirectorySource implements ConfigSource {

  private static final Logger log = LoggerFactory.getLogger(DirectorySource.class);

  /**
   * Events do not reach every file system (NFS, some overlays), so look now and then all the same.
   */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** A file is seldom written in one step: what follows within this time is one change. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** Files that are written all the time must not keep the others from being read. */
  private static final int MOST_SETTLING = 20;

  private final Path directory;
  private final WatchService watcher;

  /** Written and read by the watching thread alone. */
  private DirectoryContent content = DirectoryContent.EMPTY;

  public DirectorySource(Path directory) {
    this.directory = directory;
    try {
      this.watcher = FileSystems.getDefault().newWatchService();
      directory.register(
          watcher,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException e) {
      throw new UncheckedIOException("watching the directory " + directory, e);
    }
  }

  @Override
  public String name() {
    return "file:" + directory;
  }

  @Override
  public void start(ConfigSink sink) {
    Thread.ofVirtual().name("watch " + directory).start(() -> watch(sink));
  }

  private void watch(ConfigSink sink) {
    try {
      while (true) {
        look(sink);
        awaitChange();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      log.atDebug().addKeyValue("source", name()).log("The watch ended");
    }
  }

  private void awaitChange() throws InterruptedException {
    Settling settling = new Settling(name -> content.has(directory.resolve(name)));
    WatchKey key = watcher.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 0; key != null && i < MOST_SETTLING; i++) {
      List<WatchEvent<?>> events = key.pollEvents();
      key.reset();
      if (settling.isWholeAfter(events)) {
        return;
      }
      key = watcher.poll(SETTLE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look(ConfigSink sink) {
    DirectoryContent next;
    try {
      next = content.readAgain(directory);
    } catch (IOException e) {
      sink.connection(this, false, "cannot read " + directory + ": " + e.getMessage());
      return;
    }
    if (!next.isSameAs(content)) {
      ConfigSink.ConfigChange change = next.changeSince(content);
      content = next;
      sink.changed(this, change);
      sink.problems(this, content.problems());
    }
    sink.connection(this, true, "");
    sink.synced(this);
  }

  @Override
  public void close() {
    try {
      watcher.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the watch of " + directory, e);
    }
  }
}

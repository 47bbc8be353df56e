package io.fairlead.controlplane.source.file;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
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
        WatchKey key = watcher.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
          key.pollEvents();
          key.reset();
          key = watcher.poll(SETTLE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      log.atDebug().addKeyValue("source", name()).log("The watch ended");
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
    ConfigSink.ConfigChange change = next.changeSince(content);
    boolean isNews = next != content;
    content = next;
    if (isNews) {
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

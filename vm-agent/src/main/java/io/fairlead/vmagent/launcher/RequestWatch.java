package io.fairlead.vmagent.launcher;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;

/** Wakes the loop when something comes into the directories of requests; the loop looks itself. */
final class RequestWatch implements AutoCloseable {

  private final WatchService service;
  private final Runnable wake;

  private RequestWatch(WatchService service, Runnable wake) {
    this.service = service;
    this.wake = wake;
  }

  static RequestWatch start(List<Path> directories, Runnable wake) throws IOException {
    WatchService service = directories.getFirst().getFileSystem().newWatchService();
    for (Path directory : directories) {
      directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    }
    RequestWatch watch = new RequestWatch(service, wake);
    Thread.ofVirtual().name("requests").start(watch::loop);
    return watch;
  }

  private void loop() {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        wake.run();
        key.reset();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException _) {
      // Closed on purpose: the launcher ends.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}

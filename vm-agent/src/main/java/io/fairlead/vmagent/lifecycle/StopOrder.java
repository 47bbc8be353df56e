package io.fairlead.vmagent.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was started, last first, once; a failure of one does not spare the others. */
public final class StopOrder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StopOrder.class);

  private record Part(String name, AutoCloseable closeable) {}

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock.
  private final Deque<Part> parts = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(String name, T part) {
    lock.lock();
    try {
      parts.push(new Part(name, part));
    } finally {
      lock.unlock();
    }
    return part;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      while (!parts.isEmpty()) {
        stop(parts.pop());
      }
    } finally {
      lock.unlock();
    }
  }

  private static void stop(Part part) {
    try {
      part.closeable().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atWarn().addKeyValue("part", part.name()).setCause(e).log("part did not stop cleanly");
    }
  }
}

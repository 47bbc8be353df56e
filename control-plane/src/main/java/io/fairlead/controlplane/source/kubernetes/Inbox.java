package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the clusters told and nobody took yet. Of each object only the newest word stands in it, so
 * it never holds more than there are objects.
 */
final class Inbox {

  /** Whose word it is: of a cluster, by the watch that says it. */
  record Place(ClusterWatch watch, ClusterObject.Key key) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Owned by the lock, as is the flag. */
  private Map<Place, Optional<ClusterObject>> objects = new LinkedHashMap<>();

  private boolean isWoken;

  /** An object as it is now; none where it is gone. */
  void put(ClusterWatch watch, ClusterObject.Key key, Optional<ClusterObject> object) {
    lock.lock();
    try {
      objects.put(new Place(watch, key), object);
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Something else than an object has changed. */
  void wake() {
    lock.lock();
    try {
      isWoken = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** All there is, in the order of first mention; nothing where nothing came within the time. */
  Map<Place, Optional<ClusterObject>> take(Duration atMost) throws InterruptedException {
    long rest = atMost.toNanos();
    lock.lock();
    try {
      while (objects.isEmpty() && !isWoken && rest > 0) {
        rest = news.awaitNanos(rest);
      }
      Map<Place, Optional<ClusterObject>> taken = objects;
      objects = new LinkedHashMap<>();
      isWoken = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }
}

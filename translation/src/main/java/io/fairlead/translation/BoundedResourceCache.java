package io.fairlead.translation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A cache that holds resources up to a total weight and drops those that were asked for longest
 * ago. A resource is built outside of the lock: two threads that miss at once may both build it,
 * and share the one that came first.
 */
public final class BoundedResourceCache implements ResourceCache {

  /** What an entry costs besides its bytes: the map, the key and its parts, by estimate. */
  private static final int OVERHEAD = 512;

  /**
   * What the cache did since it was made, and what it holds.
   *
   * @param weight bytes, with an estimate of what keys and map cost
   */
  public record Statistics(long hits, long misses, long evictions, int size, long weight) {}

  private final long maxWeight;
  private final ReentrantLock lock = new ReentrantLock();

  /** All that follows is owned by the lock. */
  private final Map<Record, EncodedResource> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long hits;
  private long misses;
  private long evictions;
  private long weight;

  public BoundedResourceCache(long maxWeight) {
    if (maxWeight < 1) {
      throw new IllegalArgumentException("a cache without weight holds nothing");
    }
    this.maxWeight = maxWeight;
  }

  @Override
  public EncodedResource resource(Record input, Supplier<EncodedResource> make) {
    lock.lock();
    try {
      EncodedResource known = entries.get(input);
      if (known != null) {
        hits++;
        return known;
      }
      misses++;
    } finally {
      lock.unlock();
    }
    return keep(input, make.get());
  }

  public Statistics statistics() {
    lock.lock();
    try {
      return new Statistics(hits, misses, evictions, entries.size(), weight);
    } finally {
      lock.unlock();
    }
  }

  private EncodedResource keep(Record input, EncodedResource built) {
    lock.lock();
    try {
      EncodedResource first = entries.putIfAbsent(input, built);
      if (first != null) {
        return first;
      }
      weight += weightOf(built);
      evict();
      return built;
    } finally {
      lock.unlock();
    }
  }

  private void evict() {
    Iterator<EncodedResource> oldest = entries.values().iterator();
    while (weight > maxWeight && oldest.hasNext()) {
      weight -= weightOf(oldest.next());
      oldest.remove();
      evictions++;
    }
  }

  private static long weightOf(EncodedResource resource) {
    // The key repeats about what the bytes hold.
    return OVERHEAD + 2L * resource.value().size();
  }
}

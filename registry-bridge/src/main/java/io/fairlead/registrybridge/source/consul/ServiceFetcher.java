package io.fairlead.registrybridge.source.consul;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Reads services one by one, a bounded number at a time. An answer that is the one before, byte for
 * byte, is not taken apart: that is what nearly every one of a sweep is.
 */
final class ServiceFetcher {

  /** Requests at once; more would not be faster on one agent, and would disturb its others. */
  private static final int AT_ONCE = 8;

  private final ConsulClient client;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Semaphore permits = new Semaphore(AT_ONCE);

  ServiceFetcher(ConsulClient client) {
    this.client = client;
  }

  /** What came of reading one service. */
  sealed interface Fetched {
    String name();

    record Found(String name, List<ConsulInstance> instances) implements Fetched {}

    /** It is as it was read before. */
    record Same(String name) implements Fetched {}

    record Failed(String name, String error) implements Fetched {}
  }

  List<Fetched> fetch(Collection<String> names) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        return fetch(names, threads);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private List<Fetched> fetch(Collection<String> names, ExecutorService threads)
      throws InterruptedException {
    List<Future<Fetched>> futures = new ArrayList<>();
    names.forEach(name -> futures.add(threads.submit(() -> fetch(name))));
    List<Fetched> fetched = new ArrayList<>();
    for (Future<Fetched> future : futures) {
      try {
        fetched.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("reading services of Consul", e.getCause());
      }
    }
    return fetched;
  }

  private Fetched fetch(String name) throws InterruptedException {
    permits.acquire();
    try {
      ConsulClient.Answer answer = client.get(Seen.path(name));
      Seen next = Seen.of(answer);
      Seen before = seen.get(name);
      if (before != null && before.digest().equals(next.digest())) {
        seen.put(name, next);
        return new Fetched.Same(name);
      }
      List<ConsulInstance> instances = ConsulJson.instances(answer.body());
      seen.put(name, next);
      return new Fetched.Found(name, instances);
    } catch (ConsulException e) {
      return new Fetched.Failed(name, e.sentence());
    } finally {
      permits.release();
    }
  }

  /** Hands over what was seen of a service last, to somebody who reads it from now on. */
  Optional<Seen> release(String name) {
    return Optional.ofNullable(seen.remove(name));
  }

  /** Forgets the services that are not among {@code names}. */
  void retain(Collection<String> names) {
    seen.keySet().retainAll(names);
  }
}

package io.fairlead.registrybridge.source.consul;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Reads services one by one, a bounded number at a time. */
final class ServiceFetcher {

  /** Requests at once; more would not be faster on one agent, and would disturb its others. */
  private static final int AT_ONCE = 8;

  private final ConsulClient client;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  ServiceFetcher(ConsulClient client) {
    this.client = client;
  }

  /** What came of reading one service. */
  sealed interface Fetched {
    String name();

    record Found(String name, List<ConsulInstance> instances) implements Fetched {}

    record Failed(String name, String error) implements Fetched {}
  }

  List<Fetched> fetch(Collection<String> names) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> futures = new ArrayList<>();
      names.forEach(name -> futures.add(threads.submit(() -> fetch(name))));
      List<Fetched> fetched = new ArrayList<>();
      for (Future<Fetched> future : futures) {
        fetched.add(future.get());
      }
      return fetched;
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading services of Consul", e.getCause());
    }
  }

  private Fetched fetch(String name) throws InterruptedException {
    permits.acquire();
    try {
      String path = "/v1/health/service/" + ConsulClient.encoded(name);
      return new Fetched.Found(name, ConsulJson.instances(client.get(path).body()));
    } catch (ConsulException e) {
      return new Fetched.Failed(name, e.sentence());
    } finally {
      permits.release();
    }
  }
}

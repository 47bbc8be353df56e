package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.RegistrySource;
import io.fairlead.registrybridge.source.SourceListener;
import io.fairlead.registrybridge.source.SourceReport;
import io.fairlead.registrybridge.source.SourceSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A Consul datacenter as a source. */
public final class ConsulSource implements RegistrySource {

  private static final Duration STOP = Duration.ofSeconds(2);

  private final SourceSettings.Consul settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConsulClient client;
  private final WatchHttp watchHttp;
  private final ConsulClient watchClient;

  /** Written by start, which is called once, before close. */
  private volatile List<Thread> threads = List.of();

  public ConsulSource(SourceSettings.Consul settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    client = new ConsulClient(settings.access());
    watchHttp = new WatchHttp(settings.access());
    watchClient = new ConsulClient(settings.access(), watchHttp);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void start(SourceListener listener) {
    listener.reported(name(), SourceReport.STARTING);
    Signals signals = new Signals();
    Pause pause = new Pause(closed, random);
    List<ConsulWatch.Query> queries = queries();
    ConsulReporter reporter =
        new ConsulReporter(
            new MassRemovalGuard(settings.holdMassRemoval()),
            clock,
            report -> listener.reported(name(), report));
    ServiceFetcher fetcher = new ServiceFetcher(client);
    ConsulLoop loop =
        new ConsulLoop(
            new ConsulLoop.Parts(
                signals,
                queries.stream().map(ConsulWatch.Query::name).collect(Collectors.toSet()),
                fetcher,
                new ServiceWatches(
                    new ServiceWatches.Parts(
                        name(),
                        watchHttp::room,
                        fetcher,
                        new ServiceWatch.Asked(watchClient, settings.waitTime(), signals, pause)),
                    clock),
                new ServiceFilter(settings.services()),
                reporter,
                pause),
            new Knowledge(new InstanceMapper(settings.mapping())),
            clock);
    List<Thread> started = new ArrayList<>();
    for (ConsulWatch.Query query : queries) {
      started.add(begin(query.name(), new ConsulWatch(query, client, signals, pause)));
    }
    started.add(begin("loop", loop));
    threads = List.copyOf(started);
  }

  private Thread begin(String what, Runnable task) {
    return Thread.ofVirtual().name("consul-" + name() + "-" + what).start(task);
  }

  private List<ConsulWatch.Query> queries() {
    List<ConsulWatch.Query> queries = new ArrayList<>();
    queries.add(
        query(
            ConsulLoop.SERVICES,
            "/v1/catalog/services",
            body -> new Signal.Services(ConsulJson.services(body))));
    queries.add(
        query("nodes", "/v1/catalog/nodes", body -> new Signal.Nodes(ConsulJson.nodes(body))));
    queries.add(checks(ConsulInstance.Check.CRITICAL));
    if (!settings.includeWarning()) {
      queries.add(checks(ConsulInstance.Check.WARNING));
    }
    return queries;
  }

  private ConsulWatch.Query checks(String status) {
    return query(
        status,
        "/v1/health/state/" + status,
        body -> new Signal.Checks(status, ConsulJson.checks(body)));
  }

  private ConsulWatch.Query query(String name, String path, Signal.Reader reader) {
    return new ConsulWatch.Query(name, path, settings.waitTime(), reader);
  }

  @Override
  public void close() {
    closed.countDown();
    // An interrupt ends what a virtual thread reads from a socket, and closes that socket.
    threads.forEach(Thread::interrupt);
    try (client;
        watchClient) {
      for (Thread thread : threads) {
        if (!thread.join(STOP)) {
          throw new IllegalStateException(thread.getName() + " does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

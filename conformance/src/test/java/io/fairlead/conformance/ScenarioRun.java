package io.fairlead.conformance;

import io.fairlead.conformance.envoy.EnvoyConfig;
import io.fairlead.conformance.envoy.LoopbackBackends;
import io.fairlead.conformance.envoy.RunningEnvoy;
import io.fairlead.conformance.plane.ControlPlane;
import io.fairlead.conformance.scenario.Caller;
import io.fairlead.conformance.scenario.Expectation;
import io.fairlead.conformance.scenario.Request;
import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.conformance.scenario.Scenarios;
import io.fairlead.conformance.traffic.Backends;
import io.fairlead.conformance.traffic.Client;
import io.fairlead.conformance.traffic.Client.Answer;
import io.fairlead.conformance.traffic.Client.Target;
import io.fairlead.conformance.traffic.Seen;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks every line of a scenario, in order, of one Envoy with fresh backends behind it. */
final class ScenarioRun {

  private static final TestTls TLS = new TestTls(Scenarios.HOSTS);
  private static final Duration COPIES_TAKE = Duration.ofSeconds(2);
  private static final int REFUSING_PORT = 1;

  private final Scenario scenario;
  private final EnvoyConfig config;
  private final Backends backends;
  private final Client client = new Client(TLS);

  private ScenarioRun(Scenario scenario, EnvoyConfig config, Backends backends) {
    this.scenario = scenario;
    this.config = config;
    this.backends = backends;
  }

  static List<Verdict> of(Scenario scenario, ControlPlane plane, Path directory) {
    return of(scenario, plane.configure(scenario.with(TLS.rootPem())), directory);
  }

  /** Who serves nothing needs no backends for it. */
  private static EnvoyConfig needed(Scenario scenario, EnvoyConfig config) {
    return scenario.isServing() ? config : config.withoutInbound();
  }

  static List<Verdict> of(Scenario scenario, EnvoyConfig config, Path directory) {
    try (Backends backends = new Backends(TLS.context());
        RunningEnvoy envoy =
            new RunningEnvoy(
                needed(scenario, config), ports(scenario, backends), TLS, made(directory))) {
      ScenarioRun run = new ScenarioRun(scenario, config, backends);
      List<Verdict> verdicts = new ArrayList<>();
      for (Row row : scenario.rows()) {
        verdicts.add(run.ask(row, envoy));
      }
      return verdicts;
    }
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("making " + directory, e);
    }
  }

  private static LoopbackBackends ports(Scenario scenario, Backends backends) {
    Map<String, Integer> ports = new HashMap<>();
    scenario
        .hosts()
        .backends()
        .forEach(
            (name, address) ->
                ports.put(
                    address,
                    scenario.hosts().refusing().contains(name)
                        ? REFUSING_PORT
                        : backends.start(name)));
    ports.put("passthrough:0", backends.start("passthrough"));
    Map<String, Integer> joined = new HashMap<>(ports);
    joined.keySet().removeIf(place -> !scenario.hosts().isJoined(place));
    return new LoopbackBackends(ports, joined);
  }

  private Verdict ask(Row row, RunningEnvoy envoy) {
    Request request = row.request();
    pause(request.repetition().pause());
    Target target = target(request.destination());
    int port = request.isToOwnHost() ? envoy.servingPort(target) : envoy.portFor(target);
    List<Answer> answers = answers(request, () -> client.ask(request, port, target));
    awaitCopies(row.expectation(), answers);
    return new Verdict(row, answers.stream().map(this::complete).toList());
  }

  private static List<Answer> answers(Request request, Callable<Answer> ask) {
    int atOnce = request.repetition().isTogether() ? request.times() : 1;
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(request.times(), ask))) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking " + request.title(), e);
    }
  }

  private Target target(String destination) {
    int colon = destination.lastIndexOf(':');
    String host = destination.substring(0, colon);
    if (host.equals(Request.OWN)) {
      host = Caller.ADDRESS;
    }
    return new Target(
        config.names().getOrDefault(host, host),
        Integer.parseInt(destination.substring(colon + 1)));
  }

  private Seen complete(Answer answer) {
    Seen seen = answer.seen();
    return new Seen(
        seen.status(), seen.headers(), seen.body(), seen.time(), backends.of(answer.ask()));
  }

  /** Copies are sent beside the answer: they may come after it. */
  private void awaitCopies(Expectation expectation, List<Answer> answers) {
    boolean isForAll =
        expectation.upstream().mirrored().values().stream().anyMatch(share -> share == 100);
    if (!isForAll) {
      return;
    }
    Set<String> mirrors = expectation.upstream().mirrored().keySet();
    long end = System.nanoTime() + COPIES_TAKE.toNanos();
    while (System.nanoTime() < end
        && !answers.stream().map(this::complete).allMatch(seen -> isCopied(seen, mirrors))) {
      pause(Duration.ofMillis(10));
    }
  }

  private static boolean isCopied(Seen seen, Set<String> mirrors) {
    return mirrors.stream().allMatch(mirror -> seen.copies(mirror) > 0);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

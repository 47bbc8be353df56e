package io.fairlead.controlplane.condition;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.push.Standing;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.model.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each resource's condition back to the API server that it comes from, one after the other
 * and not too fast: it is news for people, and never in the way of the proxies.
 */
public final class ConditionLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConditionLoop.class);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** Nobody is woken by what proxies say, so it is looked at now and then. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final int NOT_THERE = 404;
  private static final int FAILED = 300;

  private final ApiServer api;
  private final List<Desk<?>> desks;
  private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("conditions").unstarted(this::run);

  /**
   * What is told of.
   *
   * @param states of the resources of Istio
   * @param misspelt what is wrong with these as they are written
   * @param gateways of those of the Gateway API
   * @param standings of the connected proxies
   */
  public record Subjects(
      Supplier<ConfigState> states,
      Supplier<SharedMap<ResourceId, List<Problem>>> misspelt,
      GatewayFacts gateways,
      Supplier<List<Standing>> standings) {}

  /**
   * @param rank of the source whose resources are told of
   */
  public ConditionLoop(
      ApiServer api, Subjects subjects, int rank, ConfigState empty, InstantSource clock) {
    this.api = api;
    this.desks =
        List.of(
            new Untold(
                rank,
                empty,
                subjects.states,
                subjects.misspelt,
                new Words(subjects.standings, clock, System::nanoTime)),
            new GatewayDesk(subjects.gateways, () -> subjects.states.get().mesh(), clock));
  }

  public void start() {
    thread.start();
    wake();
  }

  /** There may be something to tell. Never blocks; what comes meanwhile merges. */
  public void wake() {
    wakes.offer(true);
  }

  private void run() {
    boolean failed = false;
    try {
      while (true) {
        Duration rest = failed ? PAUSE_AFTER_FAILURE : LOOK;
        wakes.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
        desks.forEach(Desk::look);
        Optional<String> failure = Optional.empty();
        for (Desk<?> desk : desks) {
          Optional<String> found = tellAll(desk);
          failure = failure.isPresent() ? failure : found;
        }
        if (failure.isPresent() && !failed) {
          log.atWarn()
              .addKeyValue("server", api.server())
              .addKeyValue("reason", failure.get())
              .log("Conditions of resources cannot be written; it is tried again");
        }
        failed = failure.isPresent();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What failed, if anything did. */
  private <L extends Desk.Letter> Optional<String> tellAll(Desk<L> desk)
      throws InterruptedException {
    Optional<L> next = desk.next();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    try (ApiServer.Session session = api.open()) {
      for (; next.isPresent(); next = desk.next()) {
        tell(session, next.get());
        desk.told(next.get());
        if (ended.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A resource that is gone meanwhile needs no condition. */
  private static void tell(ApiServer.Session session, Desk.Letter letter)
      throws IOException, InterruptedException {
    ApiServer.Answer answer = letter.deliver(session);
    if (answer.code() >= FAILED && answer.code() != NOT_THERE) {
      throw new IOException(
          letter.id()
              + ": the API server answers "
              + answer.code()
              + ": may our account patch its status?");
    }
  }

  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
  }
}

package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.state.ConfigState;
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
  private static final int NOT_THERE = 404;
  private static final int FAILED = 300;

  private final ApiServer api;
  private final List<Desk<?>> desks;
  private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("conditions").unstarted(this::run);

  /**
   * @param rank of the source whose resources are told of
   * @param gateways of its resources of the Gateway API
   */
  public ConditionLoop(
      ApiServer api,
      Supplier<ConfigState> states,
      int rank,
      ConfigState empty,
      GatewayFacts gateways,
      InstantSource clock) {
    this.api = api;
    this.desks =
        List.of(
            new Untold(rank, empty, states),
            new GatewayDesk(gateways, () -> states.get().mesh().workloadsByName(), clock));
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
        if (failed) {
          wakes.poll(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          wakes.take();
        }
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

package io.fairlead.xds.client;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fairlead.xds.ResourceType;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one delta discovery stream with wildcard subscriptions; reconnects with jitter and resumes
 * by the versions it has, so that an unchanged server sends nothing again. The channel stays the
 * caller's to close. The listener is called on the threads that bring the answers, in turn.
 */
public final class AdsClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdsClient.class);

  private final ManagedChannel channel;
  private final Node node;
  private final SubscriptionListener listener;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Map<ResourceType, Held> held = new LinkedHashMap<>();
  private final SynchronizationContext turn = new SynchronizationContext(this::failed);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("ads-client").factory());

  /** Owned by {@code turn}, as are those below. */
  private @Nullable AdsCall call;

  private boolean isWatching;

  private int failures;
  private Stage stage = Stage.NEW;

  private enum Stage {
    NEW,
    STARTED,
    CLOSED
  }

  public AdsClient(
      ManagedChannel channel,
      Node node,
      List<ResourceType> types,
      SubscriptionListener listener,
      Backoff backoff,
      RandomGenerator random) {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("a discovery client asks for at least one type");
    }
    this.channel = channel;
    this.node = node;
    this.listener = listener;
    this.backoff = backoff;
    this.random = random;
    types.forEach(type -> held.put(type, new Held(type)));
  }

  /** Connects, and keeps connecting until closed. */
  public void start() {
    turn.execute(
        () -> {
          if (stage == Stage.NEW) {
            stage = Stage.STARTED;
            connect();
          }
        });
  }

  private void connect() {
    if (stage != Stage.STARTED || call != null) {
      return;
    }
    hurry();
    held.values().forEach(Held::reconnected);
    AdsCall next = new AdsCall(this, turn);
    call = next;
    next.start(channel, node, held.values());
  }

  /**
   * A channel that failed waits up to two minutes by itself and meanwhile fails every call. It is
   * made to try now, as often as {@code backoff} says; once it is through, so are we.
   */
  private void hurry() {
    if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
      return;
    }
    channel.resetConnectBackoff();
    if (!isWatching) {
      isWatching = true;
      channel.notifyWhenStateChanged(
          ConnectivityState.TRANSIENT_FAILURE, () -> turn.execute(this::recovered));
    }
  }

  private void recovered() {
    isWatching = false;
    connect();
  }

  /** Called by the call in turn, as the two below. */
  void ready(AdsCall source) {
    if (source == call) {
      listener.connected();
    }
  }

  /** Gives the reason where the answer is refused. */
  void answered(AdsCall source, DeltaDiscoveryResponse answer) {
    if (source != call) {
      return;
    }
    Held known = held.get(new ResourceType(answer.getTypeUrl()));
    if (known == null) {
      source.refuse(answer, "this client did not ask for the type " + answer.getTypeUrl());
      return;
    }
    try {
      known.take(answer, listener);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("type", answer.getTypeUrl())
          .addKeyValue("version", answer.getSystemVersionInfo())
          .setCause(e)
          .log("A discovery answer was refused");
      source.refuse(answer, e.getMessage() == null ? e.toString() : e.getMessage());
      return;
    }
    failures = 0;
    source.accept(answer);
  }

  void ended(AdsCall source, Status status) {
    if (source != call || stage != Stage.STARTED) {
      return;
    }
    call = null;
    failures++;
    Duration delay = backoff.delay(failures, random);
    turn.schedule(this::connect, delay.toNanos(), TimeUnit.NANOSECONDS, timer);
    listener.disconnected(status);
  }

  /** A listener failed where it cannot refuse; the stream goes on. */
  private void failed(Thread thread, Throwable cause) {
    LOG.atError().setCause(cause).log("A discovery client's listener failed");
  }

  @Override
  public void close() {
    turn.execute(
        () -> {
          stage = Stage.CLOSED;
          timer.shutdownNow();
          AdsCall last = call;
          call = null;
          if (last != null) {
            last.cancel();
          }
        });
  }
}

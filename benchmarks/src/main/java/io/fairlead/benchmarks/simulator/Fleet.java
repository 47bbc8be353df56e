package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.simulator.SimulatedProxy.Manner;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** All simulated proxies. The event loop owns this and everything below it. */
final class Fleet {

  /** Opened in one turn of the loop, so that answers are read between the openings. */
  private static final int STEP = 10;

  private static final int FIRST_RETRY_MILLIS = 500;
  private static final int LONGEST_RETRY_MILLIS = 5_000;

  private final Options options;
  private final Connections channels;
  private final EventLoop loop;
  private final Consumer<JsonObject> out;
  private final RandomGenerator random;
  private final Nodes nodes;
  private final Catalog catalog = new Catalog();
  private final Watches watches = new Watches();
  private final Received buffer = new Received();
  private final MethodDescriptor<byte[], Received> method;
  private final List<SimulatedProxy> proxies = new ArrayList<>();

  /** When each proxy had everything, and how often it lost its stream since the batch began. */
  private long[] settledAt = new long[64];

  private int[] losses = new int[64];
  private long lost;
  private String lastLoss = "";
  private long begun;
  private int batchFrom;
  private int unsettled;
  private Runnable whenSettled = () -> {};

  Fleet(
      Options options,
      Connections channels,
      EventLoop loop,
      Consumer<JsonObject> out,
      RandomGenerator random) {
    this.options = options;
    this.channels = channels;
    this.loop = loop;
    this.out = out;
    this.random = random;
    this.nodes = new Nodes(options.naming());
    this.method = buffer.method(options.dialect().method());
  }

  Options options() {
    return options;
  }

  Dialect dialect() {
    return options.dialect();
  }

  Connections channels() {
    return channels;
  }

  Catalog catalog() {
    return catalog;
  }

  Watches watches() {
    return watches;
  }

  MethodDescriptor<byte[], Received> method() {
    return method;
  }

  List<SimulatedProxy> proxies() {
    return proxies;
  }

  /** Adds proxies; all at once where {@code perSecond} is 0. */
  void connect(int count, int perSecond) {
    begin(proxies.size(), count);
    for (int i = 0; i < count; i++) {
      int index = proxies.size();
      proxies.add(new SimulatedProxy(index, this, nodes.node(index)));
    }
    settledAt = Arrays.copyOf(settledAt, Math.max(settledAt.length, proxies.size()));
    losses = Arrays.copyOf(losses, settledAt.length);
    open(batchFrom, perSecond);
  }

  /** All proxies that are not connected come back at once, with what they hold. */
  void reconnect() {
    begin(0, proxies.size());
    Arrays.fill(losses, 0);
    open(0, 0);
  }

  private void begin(int from, int count) {
    begun = System.nanoTime();
    batchFrom = from;
    unsettled = count;
    lost = 0;
  }

  private void open(int from, int perSecond) {
    int to = Math.min(proxies.size(), from + (perSecond == 0 ? STEP : 1));
    for (SimulatedProxy proxy : proxies.subList(from, to)) {
      if (!proxy.isConnected()) {
        proxy.connect();
      }
    }
    if (to < proxies.size()) {
      long pause = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
      loop.schedule(() -> open(to, perSecond), pause, TimeUnit.NANOSECONDS);
    }
  }

  void drop() {
    proxies.forEach(SimulatedProxy::drop);
  }

  /** Ends all proxies for good. */
  void forget() {
    drop();
    proxies.clear();
    watches.clear();
    begin(0, 0);
  }

  /** Comes again by itself, later each time and never with the others. */
  void lost(SimulatedProxy proxy, Status status) {
    lost++;
    lastLoss = status.getCode() + " " + status.getDescription();
    int attempt = losses[proxy.index()]++;
    if (isHeld) {
      return;
    }
    int longest = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(attempt, 4));
    loop.schedule(
        () -> {
          if (!proxy.isConnected() && !isHeld) {
            proxy.connect();
          }
        },
        random.nextInt(longest / 10, longest),
        TimeUnit.MILLISECONDS);
  }

  /** While held, a proxy that lost its stream stays away until {@link #reconnect}. */
  private boolean isHeld;

  void hold(boolean held) {
    isHeld = held;
  }

  void settled(int proxy) {
    settledAt[proxy] = System.nanoTime();
    if (proxy >= batchFrom && --unsettled == 0) {
      whenSettled.run();
      whenSettled = () -> {};
    }
  }

  /** Answers once the newest batch has everything, or with what there is when time is up. */
  void awaitSettled(int seconds, Consumer<JsonObject> answer) {
    boolean[] isOver = {false};
    Runnable report =
        () -> {
          if (!isOver[0]) {
            isOver[0] = true;
            answer.accept(settling());
          }
        };
    if (unsettled <= 0) {
      report.run();
    } else {
      whenSettled = report;
      loop.schedule(report, seconds, TimeUnit.SECONDS);
    }
  }

  private JsonObject settling() {
    long[] times =
        proxies.subList(Math.min(batchFrom, proxies.size()), proxies.size()).stream()
            .filter(SimulatedProxy::isSettled)
            .mapToLong(proxy -> settledAt[proxy.index()])
            .toArray();
    JsonObject object = new JsonObject();
    object.addProperty("begun", begun);
    object.addProperty("unsettled", Math.max(0, unsettled));
    object.addProperty("lost", lost);
    object.addProperty("lastLoss", lastLoss);
    Spread.of(times).into(object);
    return object;
  }

  /** The last {@code count} proxies behave so from now on. */
  void behave(int count, Manner manner) {
    proxies
        .subList(Math.max(0, proxies.size() - count), proxies.size())
        .forEach(proxy -> proxy.behave(manner));
  }

  void watch(String id, List<Watches.Key> keys) {
    watches.add(
        new Watch(id, keys, those(p -> p.isConnected() && p.manner() == Manner.PROMPT), out));
  }

  private BitSet those(Predicate<SimulatedProxy> test) {
    BitSet found = new BitSet();
    proxies.stream().filter(test).forEach(proxy -> found.set(proxy.index()));
    return found;
  }

  /** How many streams ended without being asked to since the newest batch began. */
  long losses() {
    return lost;
  }
}

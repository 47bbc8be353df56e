package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.MeshPlan;
import io.fairlead.benchmarks.plaintext.PlaintextControlPlane;
import io.fairlead.controlplane.store.SqliteStore;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The control plane's own classes and a simulated fleet, in this process, over loopback. */
final class InProcess implements AutoCloseable {

  private final MeshPlan plan;
  private final PlaintextControlPlane controlPlane;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = (EventLoop) group.next();
  private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private final Fleet fleet;
  private final Commands commands;

  InProcess(MeshPlan plan, Path directory, String... options) {
    this.plan = plan;
    plan.write(directory);
    this.controlPlane = new PlaintextControlPlane(SqliteStore.inMemory(), directory, 0).start();
    Awaitility.await().until(controlPlane::isReady);
    String[] all = new String[options.length + 2];
    all[0] = "--target";
    all[1] = "127.0.0.1:" + controlPlane.port();
    System.arraycopy(options, 0, all, 2, options.length);
    Options parsed = Options.parse(all);
    this.fleet = new Fleet(parsed, new Connections(parsed, group), loop, this::told, new Random(1));
    this.commands = new Commands(fleet, this::told);
  }

  private void told(JsonObject object) {
    (object.has("event") ? events : answers).add(object);
  }

  JsonObject ask(String command) throws InterruptedException {
    loop.execute(() -> commands.run(command));
    JsonObject answer = answers.poll(60, TimeUnit.SECONDS);
    if (answer == null || answer.has("error")) {
      throw new AssertionError(command + " was answered by " + answer);
    }
    return answer;
  }

  InProcess connected(int proxies) throws InterruptedException {
    ask("connect " + proxies);
    return settled();
  }

  InProcess settled() throws InterruptedException {
    JsonObject answer = ask("await 60");
    if (answer.get("unsettled").getAsInt() != 0) {
      throw new AssertionError("proxies wait for ever: " + answer);
    }
    return this;
  }

  /** Applies a service and returns once each proxy has what was named. */
  void apply(int service, int variant, String... parts) throws InterruptedException {
    ask("watch w " + String.join(" ", parts));
    controlPlane.apply(plan.http(service, variant));
    if (events.poll(60, TimeUnit.SECONDS) == null) {
      throw new AssertionError("a change did not arrive: " + ask("totals"));
    }
  }

  /** One number of one type, summed over the fleet since the last mark. */
  long sent(XdsType type, String what) throws InterruptedException {
    return ask("totals")
        .getAsJsonObject("types")
        .getAsJsonObject(type.name())
        .get(what)
        .getAsLong();
  }

  long bytes() throws InterruptedException {
    long all = 0;
    for (XdsType type : XdsType.values()) {
      all += sent(type, "bytes");
    }
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    ask("forget");
    controlPlane.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}

package io.fairlead.vmagent.xdsproxy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the relay has done, for metrics. */
public final class RelayCounters {

  private final LongAdder toEnvoy = new LongAdder();
  private final LongAdder toControlPlane = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final AtomicInteger connected = new AtomicInteger();

  void sentToEnvoy(int bytes) {
    toEnvoy.add(bytes);
  }

  void sentToControlPlane(int bytes) {
    toControlPlane.add(bytes);
  }

  void refused() {
    refusals.increment();
  }

  void connected(int change) {
    connected.addAndGet(change);
  }

  public long bytesToEnvoy() {
    return toEnvoy.sum();
  }

  public long bytesToControlPlane() {
    return toControlPlane.sum();
  }

  /** Answers that Envoy did not accept. */
  public long refusals() {
    return refusals.sum();
  }

  /** Streams that a control plane answers at this moment. */
  public int connectedStreams() {
    return connected.get();
  }
}

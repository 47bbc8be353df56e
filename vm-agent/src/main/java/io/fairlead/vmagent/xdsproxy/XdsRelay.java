package io.fairlead.vmagent.xdsproxy;

import io.fairlead.vmagent.discovery.Variant;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Carries Envoy's discovery streams to a control plane, one for one, and adds what the host itself
 * has to say to each.
 */
public final class XdsRelay implements AutoCloseable {

  private final Upstreams upstreams;
  private final Optional<HeldNames> names;
  private final RelayCounters counters;
  private final Set<RelayStream> streams = ConcurrentHashMap.newKeySet();
  private final List<Runnable> endListeners = new CopyOnWriteArrayList<>();
  private final HostNews news = new HostNews();

  private final AnswerEdit edit;

  private XdsRelay(
      Upstreams upstreams, Optional<HeldNames> names, AnswerEdit edit, RelayCounters counters) {
    this.edit = edit;
    this.upstreams = upstreams;
    this.names = names;
    this.counters = counters;
  }

  /** A relay that also asks for the name table and hands it to {@code names}. */
  public static XdsRelay withNames(
      Upstreams upstreams, NameTableSink names, AnswerEdit edit, RelayCounters counters) {
    return new XdsRelay(upstreams, Optional.of(new HeldNames(names)), edit, counters);
  }

  public static XdsRelay withoutNames(
      Upstreams upstreams, AnswerEdit edit, RelayCounters counters) {
    return new XdsRelay(upstreams, Optional.empty(), edit, counters);
  }

  public ServerServiceDefinition definition() {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder("envoy.service.discovery.v3.AggregatedDiscoveryService");
    for (Variant variant : Variant.values()) {
      service.addMethod(variant.aggregated(), (call, headers) -> open(variant, call, headers));
    }
    return service.build();
  }

  private ServerCall.Listener<byte[]> open(
      Variant variant, ServerCall<byte[], byte[]> call, Metadata ignored) {
    RelayStream stream =
        new RelayStream(variant, call, upstreams, names, edit, news, counters, this::ended);
    streams.add(stream);
    stream.start();
    return stream.fromEnvoy();
  }

  private void ended(RelayStream stream) {
    streams.remove(stream);
    endListeners.forEach(Runnable::run);
  }

  /** The listener runs, on an event loop, when a stream has ended: Envoy may have gone. */
  public void onStreamEnd(Runnable listener) {
    endListeners.add(listener);
  }

  /** The listener runs, on an event loop, once the control plane shows the host to callers. */
  public void onUptake(Runnable listener) {
    news.onUptake(listener);
  }

  /** Told at once on each open stream, and again on each new one. True if a stream carried it. */
  public boolean report(CaptureReport report) {
    news.report(report);
    boolean told = false;
    for (RelayStream stream : streams) {
      told |= stream.report();
    }
    return told;
  }

  /**
   * For an agent that ends and will be back: a control plane keeps a host that says so for longer
   * than one that vanishes. A host that is not in the mesh has nothing to be kept.
   */
  public void pause(Duration patience) throws InterruptedException {
    if (news.report() instanceof CaptureReport.Captured) {
      for (RelayStream stream : streams.stream().filter(RelayStream::pause).toList()) {
        stream.awaitEnd(patience);
      }
    }
  }

  @Override
  public void close() {
    streams.forEach(RelayStream::cancel);
  }
}

package io.fairlead.controlplane.push;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.Untaken;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream that keeps what it is offered, and counts how often it is asked what it took. */
record RecordingStream(long id, List<Snapshot> offers, AtomicInteger questions)
    implements ClientStream {

  RecordingStream(long id) {
    this(id, new CopyOnWriteArrayList<>(), new AtomicInteger());
  }

  @Override
  public Node node() {
    return Node.getDefaultInstance();
  }

  @Override
  public String principal() {
    return "spiffe://cluster.local/ns/demo/sa/web";
  }

  @Override
  public void offer(Snapshot snapshot) {
    offers.add(snapshot);
  }

  @Override
  public Snapshot offered() {
    return offers.isEmpty() ? Snapshot.EMPTY : offers.getLast();
  }

  @Override
  public Map<ResourceType, TypeStatus> status() {
    return Map.of();
  }

  @Override
  public Map<ResourceType, Untaken> untaken() {
    questions.incrementAndGet();
    return Map.of();
  }

  @Override
  public void close(Status status) {}
}

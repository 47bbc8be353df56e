package io.fairlead.registrybridge.publish;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.Untaken;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream that keeps what it is offered. */
public final class FakeStream implements ClientStream {

  private final long id;
  private final List<Snapshot> offers = new CopyOnWriteArrayList<>();

  public FakeStream(long id) {
    this.id = id;
  }

  public List<Snapshot> offers() {
    return offers;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public Node node() {
    return Node.getDefaultInstance();
  }

  @Override
  public String principal() {
    return "test";
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
    return Map.of();
  }

  @Override
  public void close(Status status) {
    throw new IllegalStateException("nobody closes streams here: " + status);
  }
}

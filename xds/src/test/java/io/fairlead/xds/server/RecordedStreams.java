package io.fairlead.xds.server;

import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An owner that offers every stream the same world and writes down what it is told. */
public final class RecordedStreams implements StreamListener {

  private final List<ClientStream> streams = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile Snapshot world;

  public RecordedStreams(Snapshot world) {
    this.world = world;
  }

  public void publish(Snapshot next) {
    world = next;
    streams.forEach(stream -> stream.offer(next));
  }

  public List<String> events() {
    return events;
  }

  public List<ClientStream> streams() {
    return streams;
  }

  @Override
  public void opened(ClientStream stream) {
    streams.add(stream);
    events.add("opened " + stream.principal());
    stream.offer(world);
  }

  @Override
  public void reported(ClientStream stream, ResourceType type, Optional<String> error) {
    events.add("reported " + error.orElse("well"));
  }

  @Override
  public void rejected(ClientStream stream, Rejection rejection) {
    events.add("rejected " + rejection.message());
  }

  @Override
  public void closed(ClientStream stream) {
    streams.remove(stream);
    events.add("closed " + stream.principal());
  }
}

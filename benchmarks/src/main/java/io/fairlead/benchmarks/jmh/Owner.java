package io.fairlead.benchmarks.jmh;

import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.StreamListener;
import java.util.Optional;

/** Offers the newest snapshot to every stream as it opens. */
final class Owner implements StreamListener {

  private Snapshot snapshot;
  private Optional<ClientStream> newest = Optional.empty();

  Owner(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** To the stream that opened last. */
  void offer(Snapshot next) {
    snapshot = next;
    newest.orElseThrow().offer(next);
  }

  @Override
  public void opened(ClientStream stream) {
    newest = Optional.of(stream);
    stream.offer(snapshot);
  }

  @Override
  public void reported(ClientStream stream, ResourceType type, Optional<String> error) {}

  @Override
  public void rejected(ClientStream stream, Rejection rejection) {
    throw new IllegalStateException("nothing is refused here: " + rejection);
  }

  @Override
  public void closed(ClientStream stream) {}
}

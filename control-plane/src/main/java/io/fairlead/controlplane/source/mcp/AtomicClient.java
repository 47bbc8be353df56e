package io.fairlead.controlplane.source.mcp;

import io.fairlead.xds.client.AdsClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Holds the one client of a source from its start to its end. */
final class AtomicClient implements AutoCloseable {

  private final AtomicReference<Optional<AdsClient>> running =
      new AtomicReference<>(Optional.empty());

  void start(AdsClient client) {
    if (!running.compareAndSet(Optional.empty(), Optional.of(client))) {
      throw new IllegalStateException("a source starts once");
    }
    client.start();
  }

  @Override
  public void close() {
    running.getAndSet(Optional.empty()).ifPresent(AdsClient::close);
  }
}

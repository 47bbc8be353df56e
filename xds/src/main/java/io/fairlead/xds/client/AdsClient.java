package io.fairlead.xds.client;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Holds one delta discovery stream with wildcard subscriptions; reconnects with jitter and resumes
 * by the versions it has, so that an unchanged server sends nothing again.
 */
public final class AdsClient implements AutoCloseable {

  public AdsClient(
      ManagedChannel channel,
      Node node,
      List<ResourceType> types,
      SubscriptionListener listener,
      Backoff backoff,
      RandomGenerator random) {
    throw new UnsupportedOperationException();
  }

  public void start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}

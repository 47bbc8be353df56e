package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import java.util.Set;

/** The aggregated discovery service, delta and state of the world, over gRPC. */
public final class DiscoveryService implements BindableService {

  /**
   * @param reports types that clients send and nobody answers
   */
  public DiscoveryService(
      NodeAuthenticator authenticator, StreamListener listener, Set<ResourceType> reports) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServerServiceDefinition bindService() {
    throw new UnsupportedOperationException();
  }
}

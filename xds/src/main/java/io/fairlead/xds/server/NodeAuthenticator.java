package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;

/**
 * Decides for each stream who is calling. Called on the thread of the first request, inside the
 * gRPC context of the call, where interceptors have put what they know of the caller.
 */
public interface NodeAuthenticator {

  /**
   * Names the caller.
   *
   * @throws io.grpc.StatusRuntimeException where the caller is unknown or may not speak for {@code
   *     node}
   */
  String authenticate(Node node);
}

package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import java.util.Optional;

/**
 * The messages of one of the two protocols, as the stream that carries them needs them.
 *
 * @param <Q> requests
 */
@SuppressWarnings("TypeParameterNaming")
interface Wire<Q> {

  StreamState.Mode mode();

  ResourceType type(Q request);

  Optional<Node> node(Q request);

  Optional<String> error(Q request);

  /**
   * @throws io.grpc.StatusRuntimeException where a list of the request is too long
   */
  void check(Q request, LimitCheck limits);

  StreamEvent event(Q request);
}

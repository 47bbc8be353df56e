package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import java.util.List;
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

  /** The names that the request asks for. */
  List<String> names(Q request);

  /** The answer that the request speaks of, or empty. */
  String nonce(Q request);
}

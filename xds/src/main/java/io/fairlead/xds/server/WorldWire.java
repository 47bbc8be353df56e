package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.fairlead.xds.ResourceType;
import java.util.List;
import java.util.Optional;

/** The messages of the state-of-the-world protocol. */
final class WorldWire implements Wire<DiscoveryRequest> {

  @Override
  public StreamState.Mode mode() {
    return StreamState.Mode.STATE_OF_THE_WORLD;
  }

  @Override
  public ResourceType type(DiscoveryRequest request) {
    return ResourceType.of(request.getTypeUrl());
  }

  @Override
  public Optional<Node> node(DiscoveryRequest request) {
    return request.hasNode() ? Optional.of(request.getNode()) : Optional.empty();
  }

  @Override
  public Optional<String> error(DiscoveryRequest request) {
    return request.hasErrorDetail()
        ? Optional.of(request.getErrorDetail().getMessage())
        : Optional.empty();
  }

  @Override
  public void check(DiscoveryRequest request, LimitCheck limits) {
    limits.type(type(request));
    limits.names(type(request), "resource_names", request.getResourceNamesList());
  }

  @Override
  public StreamEvent event(DiscoveryRequest request) {
    return StreamEvent.WorldAsked.from(request);
  }

  @Override
  public List<String> names(DiscoveryRequest request) {
    return List.copyOf(request.getResourceNamesList());
  }

  @Override
  public String nonce(DiscoveryRequest request) {
    return request.getResponseNonce();
  }
}

package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.fairlead.xds.ResourceType;
import java.util.List;
import java.util.Optional;

/** The messages of the delta protocol. */
final class DeltaWire implements Wire<DeltaDiscoveryRequest> {

  @Override
  public StreamState.Mode mode() {
    return StreamState.Mode.DELTA;
  }

  @Override
  public ResourceType type(DeltaDiscoveryRequest request) {
    return ResourceType.of(request.getTypeUrl());
  }

  @Override
  public Optional<Node> node(DeltaDiscoveryRequest request) {
    return request.hasNode() ? Optional.of(request.getNode()) : Optional.empty();
  }

  @Override
  public Optional<String> error(DeltaDiscoveryRequest request) {
    return request.hasErrorDetail()
        ? Optional.of(request.getErrorDetail().getMessage())
        : Optional.empty();
  }

  @Override
  public void check(DeltaDiscoveryRequest request, LimitCheck limits) {
    ResourceType type = type(request);
    limits.type(type);
    limits.names(type, "resource_names_subscribe", request.getResourceNamesSubscribeList());
    limits.names(type, "resource_names_unsubscribe", request.getResourceNamesUnsubscribeList());
    limits.names(
        type, "initial_resource_versions", request.getInitialResourceVersionsMap().keySet());
    limits.names(
        type, "initial_resource_versions", request.getInitialResourceVersionsMap().values());
  }

  @Override
  public StreamEvent event(DeltaDiscoveryRequest request) {
    return StreamEvent.DeltaAsked.from(request);
  }

  @Override
  public List<String> names(DeltaDiscoveryRequest request) {
    return List.copyOf(request.getResourceNamesSubscribeList());
  }

  @Override
  public String nonce(DeltaDiscoveryRequest request) {
    return request.getResponseNonce();
  }
}

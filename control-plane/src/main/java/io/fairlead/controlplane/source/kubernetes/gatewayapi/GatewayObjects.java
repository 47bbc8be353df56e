package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSRoute;
import java.util.List;
import java.util.Map;

/**
 * All resources of the Gateway API in a cluster, and the labels of its namespaces, by which
 * listeners choose whose routes they take.
 */
public record GatewayObjects(
    List<Gateway> gateways,
    Routes routes,
    List<ReferenceGrant> grants,
    Map<String, Map<String, String>> namespaces) {

  /** The routes, by what they know of what they route. */
  public record Routes(
      List<HTTPRoute> http, List<GRPCRoute> grpc, List<TLSRoute> tls, List<TCPRoute> tcp) {
    public Routes {
      http = List.copyOf(http);
      grpc = List.copyOf(grpc);
      tls = List.copyOf(tls);
      tcp = List.copyOf(tcp);
    }
  }

  public GatewayObjects {
    gateways = List.copyOf(gateways);
    grants = List.copyOf(grants);
    namespaces = Map.copyOf(namespaces);
  }
}

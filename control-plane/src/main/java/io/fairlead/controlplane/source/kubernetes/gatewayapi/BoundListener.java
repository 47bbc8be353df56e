package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedRoutes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;

/** A listener of a gateway, which becomes an Istio Gateway of its own. */
record BoundListener(RouteTitle gateway, Listener listener) {

  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String GATEWAY = "Gateway";

  static List<BoundListener> of(Gateway gateway) {
    RouteTitle title = RouteTitle.of(gateway);
    return gateway.getSpec().getListeners().stream()
        .map(listener -> new BoundListener(title, listener))
        .toList();
  }

  /** What it is called in Istio's language. */
  ResourceName istioName() {
    return new ResourceName(
        gateway.name().namespace(), gateway.name().name() + "-gateway-api-" + listener.getName());
  }

  String hostname() {
    String name = Text.of(listener.getHostname());
    return name.isEmpty() ? Hostnames.ANY : name;
  }

  int port() {
    return Text.or(listener.getPort(), 0);
  }

  String protocol() {
    return Text.of(listener.getProtocol());
  }

  boolean passesTls() {
    return listener.getTls() != null && "Passthrough".equals(listener.getTls().getMode());
  }

  /** Whether a route asks for it and may. */
  boolean takes(
      RouteTitle route, List<ParentReference> parents, Map<String, Map<String, String>> spaces) {
    return parents.stream().anyMatch(parent -> isNamedBy(parent, route))
        && takesKind(route.kind())
        && isOpenTo(route.name().namespace(), spaces);
  }

  private boolean isNamedBy(ParentReference parent, RouteTitle route) {
    return Text.or(parent.getGroup(), GROUP).equals(GROUP)
        && Text.or(parent.getKind(), GATEWAY).equals(GATEWAY)
        && Text.or(parent.getNamespace(), route.name().namespace())
            .equals(gateway.name().namespace())
        && gateway.name().name().equals(parent.getName())
        && Text.or(parent.getSectionName(), Text.of(listener.getName())).equals(listener.getName())
        && Text.or(parent.getPort(), port()) == port();
  }

  private boolean takesKind(String kind) {
    AllowedRoutes allowed = listener.getAllowedRoutes();
    List<RouteGroupKind> kinds = allowed == null ? List.of() : allowed.getKinds();
    boolean isNamed =
        kinds.isEmpty()
            || kinds.stream()
                .anyMatch(
                    one ->
                        Text.or(one.getGroup(), GROUP).equals(GROUP) && kind.equals(one.getKind()));
    return isNamed && usualKinds().contains(kind);
  }

  private List<String> usualKinds() {
    return switch (protocol()) {
      case "HTTP", "HTTPS" -> List.of("HTTPRoute", "GRPCRoute");
      case "TLS" -> passesTls() ? List.of("TLSRoute") : List.of("TLSRoute", "TCPRoute");
      case "TCP" -> List.of("TCPRoute");
      default -> List.of();
    };
  }

  private boolean isOpenTo(String namespace, Map<String, Map<String, String>> spaces) {
    AllowedRoutes allowed = listener.getAllowedRoutes();
    String from =
        allowed == null || allowed.getNamespaces() == null
            ? "Same"
            : Text.or(allowed.getNamespaces().getFrom(), "Same");
    return switch (from) {
      case "All" -> true;
      case "Same" -> namespace.equals(gateway.name().namespace());
      case "Selector" ->
          allowed != null
              && Selectors.matches(
                  allowed.getNamespaces().getSelector(), spaces.getOrDefault(namespace, Map.of()));
      default -> false;
    };
  }
}

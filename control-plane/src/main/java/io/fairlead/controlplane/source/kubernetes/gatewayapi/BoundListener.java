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

  private static final String GROUP = Parents.GROUP;

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

  boolean isNamedBy(ParentReference parent, RouteTitle route) {
    return Parents.isGateway(parent)
        && Text.or(parent.getNamespace(), route.name().namespace())
            .equals(gateway.name().namespace())
        && gateway.name().name().equals(parent.getName())
        && Text.or(parent.getSectionName(), Text.of(listener.getName())).equals(listener.getName())
        && Text.or(parent.getPort(), port()) == port();
  }

  boolean takesKind(String kind) {
    return kinds().contains(kind);
  }

  /** Kinds of routes that it takes. */
  List<String> kinds() {
    List<RouteGroupKind> named = namedKinds();
    return named.isEmpty()
        ? usualKinds()
        : usualKinds().stream()
            .filter(kind -> named.stream().anyMatch(one -> isKind(one, kind)))
            .toList();
  }

  /** Whether it names a kind that it cannot take. */
  boolean namesOtherKinds() {
    return namedKinds().stream()
        .anyMatch(one -> usualKinds().stream().noneMatch(kind -> isKind(one, kind)));
  }

  private List<RouteGroupKind> namedKinds() {
    AllowedRoutes allowed = listener.getAllowedRoutes();
    return allowed == null ? List.of() : allowed.getKinds();
  }

  private static boolean isKind(RouteGroupKind named, String kind) {
    return Text.or(named.getGroup(), GROUP).equals(GROUP) && kind.equals(named.getKind());
  }

  private List<String> usualKinds() {
    return switch (protocol()) {
      case "HTTP", "HTTPS" -> List.of("HTTPRoute", "GRPCRoute");
      case "TLS" -> passesTls() ? List.of("TLSRoute") : List.of("TLSRoute", "TCPRoute");
      case "TCP" -> List.of("TCPRoute");
      default -> List.of();
    };
  }

  boolean isOpenTo(String namespace, Map<String, String> labels) {
    AllowedRoutes allowed = listener.getAllowedRoutes();
    String from =
        allowed == null || allowed.getNamespaces() == null
            ? "Same"
            : Text.or(allowed.getNamespaces().getFrom(), "Same");
    return switch (from) {
      case "All" -> true;
      case "Same" -> namespace.equals(gateway.name().namespace());
      case "Selector" ->
          allowed != null && Selectors.matches(allowed.getNamespaces().getSelector(), labels);
      default -> false;
    };
  }
}

package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSRoute;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import java.util.List;
import java.util.function.Function;

/** What a route does, wherever it is bound. */
sealed interface Meaning {

  /** With requests. */
  record Requests(List<RequestRule> rules) implements Meaning {
    public Requests {
      rules = List.copyOf(rules);
    }
  }

  /** With connections; nothing where none of its backends can be led to. */
  record Connections(List<RouteDestination> shares) implements Meaning {
    public Connections {
      shares = List.copyOf(shares);
    }
  }

  static Meaning of(Route route, Backends backends) {
    return switch (route.object()) {
      case HTTPRoute http -> new Requests(new RequestRules(backends).of(http));
      case GRPCRoute grpc -> new Requests(new RequestRules(backends).of(grpc));
      case TLSRoute tls ->
          shares(route, tls.getSpec().getRules(), r -> r.getBackendRefs(), backends);
      case TCPRoute tcp ->
          shares(route, tcp.getSpec().getRules(), r -> r.getBackendRefs(), backends);
      default -> throw new IllegalStateException("no route: " + route.id());
    };
  }

  /** What the rules of a route lead to, together. */
  private static <R> Meaning shares(
      Route route, List<R> rules, Function<R, List<BackendRef>> backendsOf, Backends backends) {
    return new Connections(
        new Shares(route.title(), backends)
            .of(rules.stream().flatMap(rule -> backendsOf.apply(rule).stream()).toList()));
  }
}

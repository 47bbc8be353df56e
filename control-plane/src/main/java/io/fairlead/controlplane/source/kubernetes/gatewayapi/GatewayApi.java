package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says the Gateway API in Istio's language: each listener of our class is a Gateway, and the routes
 * to one host of it are one VirtualService, whose rules stand in the order in which the Gateway API
 * weighs them.
 */
public record GatewayApi(String domain) {

  /** The class of gateways that are ours. */
  public static final String CLASS = "fairlead";

  public Derived derive(GatewayObjects objects) {
    List<Problem> problems = new ArrayList<>();
    List<IstioResource> resources = new ArrayList<>();
    Backends backends = new Backends(new Grants(objects.grants()), domain, problems);
    ServerWriter servers = new ServerWriter(problems);
    objects.gateways().stream()
        .filter(gateway -> CLASS.equals(gateway.getSpec().getGatewayClassName()))
        .sorted(Comparator.comparing(RouteTitle::of, RouteTitle.OLDEST_FIRST))
        .forEach(gateway -> resources.addAll(of(gateway, objects, servers, backends)));
    resources.addAll(new MeshRoutes(objects, backends).all());
    resources.sort(Comparator.comparing(IstioResource::title));
    return new Derived(resources, problems.stream().distinct().toList());
  }

  private static List<IstioResource> of(
      Gateway gateway, GatewayObjects objects, ServerWriter servers, Backends backends) {
    List<IstioResource> resources = new ArrayList<>();
    for (BoundListener listener : BoundListener.of(gateway)) {
      Optional<io.fairlead.api.istio.networking.v1alpha3.Gateway> written = servers.write(listener);
      if (written.isPresent()) {
        resources.add(Written.resource("Gateway", listener.istioName(), written.get()));
        resources.addAll(new GatewayRoutes(listener, objects, backends).all());
      }
    }
    return resources;
  }
}

package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every destination that a VirtualService names, by the path of the field. */
final class Destinations {

  private final Map<String, Destination> byPath = new LinkedHashMap<>();

  private Destinations() {}

  static Map<String, Destination> of(VirtualService routes) {
    Destinations destinations = new Destinations();
    for (int i = 0; i < routes.getHttpCount(); i++) {
      destinations.http("spec.http[" + i + "]", routes.getHttp(i));
    }
    for (int i = 0; i < routes.getTcpCount(); i++) {
      destinations.routes("spec.tcp[" + i + "]", routes.getTcp(i).getRouteList());
    }
    for (int i = 0; i < routes.getTlsCount(); i++) {
      destinations.routes("spec.tls[" + i + "]", routes.getTls(i).getRouteList());
    }
    return destinations.byPath;
  }

  private void http(String path, HTTPRoute route) {
    for (int i = 0; i < route.getRouteCount(); i++) {
      byPath.put(path + ".route[" + i + "].destination", route.getRoute(i).getDestination());
    }
    if (route.hasMirror()) {
      byPath.put(path + ".mirror", route.getMirror());
    }
    for (int i = 0; i < route.getMirrorsCount(); i++) {
      byPath.put(path + ".mirrors[" + i + "].destination", route.getMirrors(i).getDestination());
    }
  }

  private void routes(String path, List<RouteDestination> routes) {
    for (int i = 0; i < routes.size(); i++) {
      byPath.put(path + ".route[" + i + "].destination", routes.get(i).getDestination());
    }
  }
}

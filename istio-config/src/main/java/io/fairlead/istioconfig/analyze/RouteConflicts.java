package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** VirtualServices for one host: sidecars follow one of them only. */
final class RouteConflicts {

  private static final String SIDECARS = "mesh";

  private RouteConflicts() {}

  static void tell(Configuration all, Notes notes) {
    Map<String, List<Declared<VirtualService>>> byHost = new HashMap<>();
    List<Declared<VirtualService>> ordered =
        all.virtualServices().stream()
            .filter(routes -> isForSidecars(routes.spec()))
            .sorted(Declared.precedence())
            .toList();
    for (Declared<VirtualService> routes : ordered) {
      for (int i = 0; i < routes.spec().getHostsCount(); i++) {
        String host = HostNames.of(routes.spec().getHosts(i));
        List<Declared<VirtualService>> before =
            byHost.computeIfAbsent(host, key -> new ArrayList<>());
        String path = "spec.hosts[" + i + "]";
        before.stream()
            .filter(other -> other != routes && meet(other, routes))
            .findFirst()
            .ifPresent(other -> tell(notes, routes, path, host, other));
        before.add(routes);
      }
    }
  }

  static boolean isForSidecars(VirtualService routes) {
    return routes.getGatewaysCount() == 0 || routes.getGatewaysList().contains(SIDECARS);
  }

  private static void tell(
      Notes notes,
      Declared<VirtualService> routes,
      String path,
      String host,
      Declared<VirtualService> other) {
    boolean areAlike = routes.spec().getExportToList().equals(other.spec().getExportToList());
    notes.warning(
        ProblemCode.RULE_HIDDEN,
        routes.resource(),
        path,
        "'"
            + host
            + "' has routes in "
            + other.title()
            + " too, and a sidecar follows "
            + (areAlike
                ? "that one only, which is older or comes first by name"
                : "one of the two only, the one that is exported to fewer")
            + ": put the routes into one VirtualService");
  }

  private static boolean meet(Declared<VirtualService> one, Declared<VirtualService> other) {
    return Declared.meet(one, one.spec().getExportToList(), other, other.spec().getExportToList());
  }
}

package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.ServicePort;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What rules name and nothing has: hosts, ports, subsets and gateways. */
final class RouteTargets {

  private static final String SIDECARS = "mesh";

  private final Configuration all;
  private final Notes notes;
  private final Set<String> gateways;

  private RouteTargets(Configuration all, Notes notes) {
    this.all = all;
    this.notes = notes;
    this.gateways =
        all.gateways().stream()
            .map(gateway -> gateway.resource().name().toString())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  static void tell(Configuration all, Notes notes) {
    RouteTargets search = new RouteTargets(all, notes);
    for (Declared<VirtualService> routes : all.virtualServices()) {
      search.hosts(routes);
      search.gateways(routes);
      Destinations.of(routes.spec())
          .forEach((path, destination) -> search.destination(routes, path, destination));
    }
    all.destinationRules()
        .forEach(
            rule -> {
              String host = HostNames.of(rule.spec().getHost());
              if (!HostNames.isShort(host) && !all.isDeclared(host)) {
                search.unknownHost(rule.resource(), "spec.host", host, ", so no call is shaped");
              }
            });
  }

  private void hosts(Declared<VirtualService> routes) {
    if (!RouteConflicts.isForSidecars(routes.spec())) {
      return;
    }
    for (int i = 0; i < routes.spec().getHostsCount(); i++) {
      String host = HostNames.of(routes.spec().getHosts(i));
      if (!HostNames.isShort(host) && !all.isDeclared(host)) {
        unknownHost(routes.resource(), "spec.hosts[" + i + "]", host, taken(routes.spec()));
      }
    }
  }

  /** What becomes of calls to a host that is no service: {@code StrayHosts} of the translation. */
  private String taken(VirtualService routes) {
    if (routes.getHttpCount() == 0) {
      return ", so no connection is routed";
    }
    Set<Integer> ports =
        routes.getHostsList().stream()
            .flatMap(host -> all.servicesOf(HostNames.of(host)))
            .flatMap(entry -> entry.spec().getPortsList().stream())
            .filter(RouteTargets::takesHttp)
            .map(ServicePort::getNumber)
            .collect(Collectors.toCollection(TreeSet::new));
    return ports.isEmpty()
        ? ", so requests for it are routed on port 80 alone"
        : ", so requests for it are routed on ports of the other hosts alone: "
            + ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static boolean takesHttp(ServicePort port) {
    return Protocol.parse(port.getProtocol())
        .or(() -> Protocol.parse(port.getName().split("-", 2)[0]))
        .map(protocol -> protocol.isHttp() || protocol == Protocol.AUTO)
        .orElse(true);
  }

  private void gateways(Declared<VirtualService> routes) {
    for (int i = 0; i < routes.spec().getGatewaysCount(); i++) {
      String name = routes.spec().getGateways(i);
      String full = name.indexOf('/') < 0 ? routes.namespace() + "/" + name : name;
      if (!name.equals(SIDECARS) && !gateways.contains(full)) {
        String hint =
            Nearest.to(full, gateways).map(near -> ": did you mean '" + near + "'?").orElse("");
        notes.warning(
            ProblemCode.UNKNOWN_GATEWAY,
            routes.resource(),
            "spec.gateways[" + i + "]",
            "there is no Gateway " + full + " among these resources" + hint);
      }
    }
  }

  private void destination(Declared<VirtualService> routes, String path, Destination destination) {
    String host = HostNames.of(destination.getHost());
    if (host.isEmpty() || HostNames.isShort(host)) {
      return;
    }
    List<Declared<ServiceEntry>> services = all.declaring(host);
    if (services.isEmpty()) {
      unknownHost(routes.resource(), path + ".host", host, ": requests to it get a 503");
      return;
    }
    int port = destination.getPort().getNumber();
    if (destination.hasPort() && services.stream().noneMatch(entry -> hasPort(entry, port))) {
      notes.warning(
          ProblemCode.UNKNOWN_PORT,
          routes.resource(),
          path + ".port",
          "'"
              + host
              + "' has no port "
              + port
              + ": requests to it get a 503, name one of its ports");
    }
    subset(routes, path, host, destination.getSubset());
  }

  private void subset(Declared<VirtualService> routes, String path, String host, String subset) {
    Set<String> known =
        all.destinationRules().stream()
            .filter(rule -> ServiceHost.covers(HostNames.of(rule.spec().getHost()), host))
            .flatMap(rule -> rule.spec().getSubsetsList().stream())
            .map(named -> named.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!subset.isEmpty() && !known.contains(subset)) {
      notes.warning(
          ProblemCode.UNKNOWN_SUBSET,
          routes.resource(),
          path + ".subset",
          "no DestinationRule among these resources gives '"
              + host
              + "' a subset '"
              + subset
              + "': requests to it get a 503"
              + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
    }
  }

  private void unknownHost(IstioResource resource, String path, String host, String consequence) {
    notes.warning(
        ProblemCode.UNKNOWN_HOST,
        resource,
        path,
        "'" + host + "' is declared by none of these resources" + consequence + hint(host));
  }

  private String hint(String host) {
    return Nearest.to(host, all.hostsLike(host))
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("");
  }

  private static boolean hasPort(Declared<ServiceEntry> entry, int number) {
    return entry.spec().getPortsList().stream().anyMatch(port -> port.getNumber() == number);
  }
}

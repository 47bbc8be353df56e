package io.fairlead.translation.route;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.encoding.Concatenation;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.route.HostTraffic.Way;
import io.fairlead.translation.scope.EdgePort;
import io.fairlead.translation.scope.EdgePort.EdgeServer;
import io.fairlead.translation.scope.EdgeRouting;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.HostHints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The routes that listeners of gateways ask for by name. */
public final class EdgeRoutes {

  private final EdgeScope scope;
  private final int port;
  private final SharedMap<ServiceHost, HostHints> hints;

  /** In the order in which they are asked; each declaration once, whatever servers share it. */
  private final Map<String, Set<Way>> ways = new TreeMap<>();

  private final Set<String> tlsRequired = new HashSet<>();

  private EdgeRoutes(EdgeScope scope, int port, SharedMap<ServiceHost, HostHints> hints) {
    this.scope = scope;
    this.port = port;
    this.hints = hints;
  }

  /**
   * One for all plaintext servers of an address, and one for each that ends TLS.
   *
   * @param hints of the hosts of which there are any
   */
  public static List<Concatenation> of(
      EdgePort port, EdgeScope scope, SharedMap<ServiceHost, HostHints> hints) {
    List<Concatenation> all = new ArrayList<>();
    for (EdgePort.Address address : port.addresses()) {
      switch (address.kind()) {
        case HTTP ->
            all.add(
                new EdgeRoutes(scope, port.number(), hints)
                    .routes(
                        ResourceNames.edgeRoutes(port.number(), address.bind()),
                        address.servers()));
        case TLS ->
            address.servers().stream()
                .filter(EdgeRoutes::isTerminatedHttp)
                .map(
                    server ->
                        new EdgeRoutes(scope, port.number(), hints)
                            .routes(
                                ResourceNames.edgeTlsRoutes(
                                    server.gateway(), server.server().port()),
                                List.of(server)))
                .forEach(all::add);
        case BYTES -> {}
      }
    }
    return all;
  }

  /** Whether the server ends TLS and serves requests. */
  public static boolean isTerminatedHttp(EdgeServer server) {
    return server.server().tls() instanceof ServerTls.Terminated
        && server.server().port().protocol() == Protocol.HTTPS;
  }

  private Concatenation routes(String name, List<EdgeServer> servers) {
    servers.forEach(this::add);
    List<ResourceInput> pieces = new ArrayList<>(ways.size() + 2);
    pieces.add(new RouteFrame.Head(name));
    ways.forEach(
        (domain, taken) ->
            pieces.add(
                new EdgeHost(
                    named(domain), domain, mostTellingFirst(taken), tlsRequired.contains(domain))));
    if (ways.isEmpty()) {
      pieces.add(new EdgeHost(named("blackhole"), RoutedHost.EVERY_DOMAIN, List.of(), false));
    }
    pieces.add(new RouteFrame.EdgeTail(name));
    return new Concatenation(name, pieces);
  }

  private String named(String domain) {
    return domain + ":" + port;
  }

  private void add(EdgeServer server) {
    boolean isRedirected = server.server().tls() instanceof ServerTls.HttpsRedirect;
    for (EdgeRouting routing : scope.routings(server.gateway())) {
      List<Way> told = HostTraffic.byRoutes(port, routing.routing().httpOn(port), hints).ways();
      if (!told.isEmpty()) {
        for (ServiceHost host : routing.hostsAt(server.server())) {
          taken(host).addAll(told);
          if (isRedirected) {
            tlsRequired.add(host.value());
          }
        }
      }
    }
    if (isRedirected) {
      redirect(server.server());
    }
  }

  private void redirect(GatewayServer server) {
    for (GatewayHost served : server.hosts()) {
      Set<Way> ignored = taken(served.host());
      tlsRequired.add(served.host().value());
    }
  }

  private Set<Way> taken(ServiceHost host) {
    return ways.computeIfAbsent(host.value(), ignored -> new LinkedHashSet<>());
  }

  /** What takes everything comes last, so that it hides nothing that another declaration says. */
  private static List<Way> mostTellingFirst(Set<Way> ways) {
    List<Way> sorted = new ArrayList<>(ways.size());
    ways.stream().filter(way -> !way.request().isEverything()).forEach(sorted::add);
    ways.stream().filter(way -> way.request().isEverything()).forEach(sorted::add);
    return sorted;
  }
}

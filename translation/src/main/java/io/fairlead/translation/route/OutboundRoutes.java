package io.fairlead.translation.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.HttpPorts;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The routes that outbound listeners ask for by name. */
public record OutboundRoutes(String name, List<RoutedHost> hosts, Unmatched unmatched)
    implements ResourceInput {

  public OutboundRoutes {
    hosts = List.copyOf(hosts);
  }

  /** One for each shared port, and one for each detected port of a service with its own address. */
  public static List<OutboundRoutes> of(Scope scope, ProxyTraits traits) {
    HttpPorts shared = HttpPorts.of(scope, traits);
    Map<Integer, PortRoutes> byPort = new TreeMap<>();
    shared.all().forEach(port -> byPort.put(port, new PortRoutes()));
    List<OutboundRoutes> alone = new ArrayList<>();
    for (VisibleService service : scope.services()) {
      for (ServicePort port : service.service().ports()) {
        boolean isDetected = port.protocol() == Protocol.AUTO;
        PortRoutes routes = byPort.get(port.number());
        if (routes != null && (isDetected || port.protocol().isHttp())) {
          routes.add(service, port);
        }
        if (isDetected && hasOwnListener(service, port, traits.interception())) {
          alone.add(
              new OutboundRoutes(
                  ResourceNames.hostAndPort(service.host(), port.number()),
                  List.of(RoutedHost.alone(service, port)),
                  Unmatched.NONE));
        }
      }
    }
    List<OutboundRoutes> all = new ArrayList<>();
    byPort.forEach((port, routes) -> all.add(routes.named(port, traits.interception())));
    all.addAll(alone);
    return all;
  }

  private static boolean hasOwnListener(
      VisibleService service, ServicePort port, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored ->
          !service.destinations().isEmpty() && !ProxyPorts.isReserved(port.number());
      case Interception.Explicit ignored -> false;
    };
  }

  /** The hosts of one port while they are being collected. */
  private static final class PortRoutes {
    private final List<RoutedHost> hosts = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    void add(VisibleService service, ServicePort port) {
      RoutedHost host = RoutedHost.of(service, port, taken);
      if (!host.domains().isEmpty()) {
        hosts.add(host);
      }
    }

    OutboundRoutes named(int port, Interception interception) {
      Unmatched unmatched =
          switch (interception) {
            case Interception.Redirect ignored -> Unmatched.ALLOW_ANY;
            case Interception.Explicit ignored -> Unmatched.BLOCK_ALL;
          };
      return new OutboundRoutes(
          ResourceNames.portRoutes(port),
          hosts,
          taken.contains(RoutedHost.EVERY_DOMAIN) ? Unmatched.NONE : unmatched);
    }
  }

  @Override
  public Message build() {
    RouteConfiguration.Builder routes =
        RouteConfiguration.newBuilder().setName(name).setValidateClusters(BoolValue.of(false));
    hosts.forEach(host -> routes.addVirtualHosts(VirtualHosts.of(host)));
    switch (unmatched) {
      case ALLOW_ANY -> routes.addVirtualHosts(VirtualHosts.allowAny());
      case BLOCK_ALL -> routes.addVirtualHosts(VirtualHosts.blockAll());
      case NONE -> {}
    }
    return routes.build();
  }
}

package io.fairlead.translation.route;

import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.Concatenation;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.PortPlace;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.SharedHttp;
import io.fairlead.translation.scope.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes that outbound listeners of one port ask for by name. */
public final class OutboundRoutes {

  private static final Unmatched NOTHING = new Unmatched.Nothing();
  private static final Unmatched REFUSED = new Unmatched.Refused();

  private OutboundRoutes() {}

  /** One for all hosts that share the port, and one for each detected one with its own address. */
  public static List<Concatenation> of(PortScope scope, Interception interception) {
    List<Concatenation> all = new ArrayList<>();
    if (scope.http() != SharedHttp.NONE) {
      all.add(shared(scope, interception));
    }
    for (PortScope.Called called : scope.services()) {
      if (hasOwnListener(called, scope, interception)) {
        String name = ResourceNames.hostAndPort(called.callee().host(), called.port().number());
        all.add(routes(name, List.of(RoutedHost.alone(called)), NOTHING));
      }
    }
    return all;
  }

  private static Concatenation shared(PortScope scope, Interception interception) {
    List<RoutedHost> hosts = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (PortScope.Called called : scope.services()) {
      Protocol protocol = called.port().protocol();
      if (protocol == Protocol.AUTO || protocol.isHttp()) {
        RoutedHost host = RoutedHost.of(called, scope.around().namespace(), taken);
        if (!host.domains().isEmpty()) {
          hosts.add(host);
        }
      }
    }
    for (PortScope.StrayHost stray : scope.strays()) {
      if (!stray.routing().httpOn(scope.number()).isEmpty()) {
        RoutedHost host = RoutedHost.of(stray, scope.number(), taken);
        if (!host.domains().isEmpty()) {
          hosts.add(host);
        }
      }
    }
    return routes(
        ResourceNames.portRoutes(scope.number()),
        hosts,
        taken.contains(RoutedHost.EVERY_DOMAIN) ? NOTHING : unmatched(scope, interception));
  }

  private static Concatenation routes(String name, List<RoutedHost> hosts, Unmatched unmatched) {
    List<ResourceInput> pieces = new ArrayList<>(hosts.size() + 2);
    boolean hasLongAnswers = hosts.stream().anyMatch(host -> host.traffic().hasLongAnswers());
    pieces.add(new RouteFrame.Head(name));
    pieces.addAll(hosts);
    pieces.add(new RouteFrame.Tail(name, unmatched, hasLongAnswers));
    return new Concatenation(name, pieces);
  }

  private static Unmatched unmatched(PortScope scope, Interception interception) {
    Unknown unknown = scope.around().unknown();
    return switch (unknown.way()) {
      case LET_GO ->
          isRedirected(scope, interception) ? new Unmatched.Led(unknown.cluster()) : REFUSED;
      case REFUSED -> REFUSED;
      case LED -> new Unmatched.Led(unknown.cluster());
    };
  }

  /** Whether the proxy knows where a caller wanted to go. */
  private static boolean isRedirected(PortScope scope, Interception interception) {
    return interception instanceof Interception.Redirect
        && switch (scope.around().place()) {
          case PortPlace.AsHost ignored -> true;
          case PortPlace.Redirected ignored -> true;
          case PortPlace.Bound ignored -> false;
        };
  }

  private static boolean hasOwnListener(
      PortScope.Called called, PortScope scope, Interception interception) {
    return called.port().protocol() == Protocol.AUTO
        && !called.callee().destinations().isEmpty()
        && !ProxyPorts.isReserved(scope.number())
        && interception instanceof Interception.Redirect
        && scope.around().place() instanceof PortPlace.AsHost;
  }
}

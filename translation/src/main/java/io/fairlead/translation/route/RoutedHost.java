package io.fairlead.translation.route;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.PortScope.Called;
import io.fairlead.translation.scope.PortScope.StrayHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A host as one virtual host of a port's routes.
 *
 * @param domains what the Host header may say; no two virtual hosts of a port share one
 */
record RoutedHost(String name, List<String> domains, HostTraffic traffic) implements ResourceInput {

  static final String EVERY_DOMAIN = "*";

  public RoutedHost {
    domains = List.copyOf(domains);
  }

  /** Takes the domains that nobody took before, and marks them as taken. */
  static RoutedHost of(Called called, String namespace, Set<String> taken) {
    Callee callee = called.callee();
    ServicePort port = called.port();
    List<String> domains = new ArrayList<>();
    for (String spelling : spellings(callee, namespace)) {
      for (String domain : List.of(spelling, spelling + ":" + port.number())) {
        boolean isPortOfEvery = spelling.equals(EVERY_DOMAIN) && !domain.equals(EVERY_DOMAIN);
        if (!isPortOfEvery && taken.add(domain)) {
          domains.add(domain);
        }
      }
    }
    return new RoutedHost(name(callee, port), domains, HostTraffic.of(called));
  }

  /** A host that is no service, by routes that somebody wrote. */
  static RoutedHost of(StrayHost stray, int port, Set<String> taken) {
    String host = stray.host().value();
    List<String> domains = new ArrayList<>();
    for (String domain : List.of(host, host + ":" + port)) {
      if (taken.add(domain)) {
        domains.add(domain);
      }
    }
    return new RoutedHost(
        ResourceNames.hostAndPort(stray.host(), port),
        domains,
        HostTraffic.byRoutes(port, stray.routing().httpOn(port), stray.hints()));
  }

  /** For a listener that serves this host alone: whatever the Host header says. */
  static RoutedHost alone(Called called) {
    return new RoutedHost(
        name(called.callee(), called.port()), List.of(EVERY_DOMAIN), HostTraffic.of(called));
  }

  private static String name(Callee callee, ServicePort port) {
    return ResourceNames.hostAndPort(callee.host(), port.number());
  }

  private static List<String> spellings(Callee callee, String namespace) {
    List<String> spellings = new ArrayList<>();
    spellings.add(callee.host().value());
    spellings.addAll(callee.shortNames(namespace));
    if (!callee.names().isEmpty()) {
      List.copyOf(spellings).forEach(name -> spellings.add("*." + name));
    }
    for (String address : callee.addresses()) {
      spellings.add(IpLiteral.isIpv6(address) ? "[" + address + "]" : address);
    }
    return spellings;
  }

  /** Routes that hold this host alone, to be joined with others. */
  @Override
  public Message build() {
    return RouteConfiguration.newBuilder().addVirtualHosts(VirtualHosts.of(this)).build();
  }
}

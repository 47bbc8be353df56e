package io.fairlead.translation.route;

import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A host as one virtual host of a port's routes.
 *
 * @param domains what the Host header may say; no two virtual hosts of a port share one
 */
public record RoutedHost(String name, List<String> domains, String cluster) {

  static final String EVERY_DOMAIN = "*";

  public RoutedHost {
    domains = List.copyOf(domains);
  }

  /** Takes the domains that nobody took before, and marks them as taken. */
  static RoutedHost of(VisibleService service, ServicePort port, Set<String> taken) {
    List<String> domains = new ArrayList<>();
    for (String spelling : spellings(service)) {
      for (String domain : List.of(spelling, spelling + ":" + port.number())) {
        boolean isPortOfEvery = spelling.equals(EVERY_DOMAIN) && !domain.equals(EVERY_DOMAIN);
        if (!isPortOfEvery && taken.add(domain)) {
          domains.add(domain);
        }
      }
    }
    return new RoutedHost(name(service, port), domains, service.cluster(port));
  }

  /** For a listener that serves this host alone: whatever the Host header says. */
  static RoutedHost alone(VisibleService service, ServicePort port) {
    return new RoutedHost(name(service, port), List.of(EVERY_DOMAIN), service.cluster(port));
  }

  private static String name(VisibleService service, ServicePort port) {
    return ResourceNames.hostAndPort(service.host(), port.number());
  }

  private static List<String> spellings(VisibleService service) {
    List<String> spellings = new ArrayList<>();
    spellings.add(service.host().value());
    for (String address : service.addresses()) {
      spellings.add(IpLiteral.isIpv6(address) ? "[" + address + "]" : address);
    }
    return spellings;
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ProxyPorts;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ports on which hosts share one listener and one set of routes, chosen by the Host header.
 *
 * @param detected those among them where the protocol of some service is found out per connection
 */
public record HttpPorts(Set<Integer> all, Set<Integer> detected) {

  public HttpPorts {
    all = Set.copyOf(all);
    detected = Set.copyOf(detected);
  }

  public static HttpPorts of(Scope scope, ProxyTraits traits) {
    Set<Integer> all = new TreeSet<>();
    Set<Integer> detected = new TreeSet<>();
    for (VisibleService service : scope.services()) {
      for (ServicePort port : service.service().ports()) {
        if (ProxyPorts.isReserved(port.number())) {
          continue;
        }
        if (port.protocol().isHttp()) {
          all.add(port.number());
        } else if (port.protocol() == Protocol.AUTO && isShared(service, traits.interception())) {
          all.add(port.number());
          detected.add(port.number());
        }
      }
    }
    return new HttpPorts(all, detected);
  }

  /** A detected service with an address of its own has a listener of its own, where we redirect. */
  private static boolean isShared(VisibleService service, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> service.destinations().isEmpty();
      case Interception.Explicit ignored -> true;
    };
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ProxyPorts;
import java.util.Collection;

/** Whether hosts share one port for HTTP, with one listener and one set of routes for them all. */
public enum SharedHttp {
  NONE,
  /** The Host header chooses among them. */
  DECLARED,
  /** As declared, and the protocol of some service is found out per connection. */
  DETECTED;

  /**
   * @param callees the services that have a port of this number
   */
  public static SharedHttp of(int number, Collection<Callee> callees, Interception interception) {
    if (ProxyPorts.isReserved(number)) {
      return NONE;
    }
    SharedHttp found = NONE;
    for (Callee callee : callees) {
      for (ServicePort port : callee.ports()) {
        if (port.number() != number) {
          continue;
        }
        if (port.protocol() == Protocol.AUTO && isShared(callee, interception)) {
          return DETECTED;
        }
        if (port.protocol().isHttp()) {
          found = DECLARED;
        }
      }
    }
    return found;
  }

  /** A detected service with an address of its own has a listener of its own, where we redirect. */
  private static boolean isShared(Callee callee, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> callee.destinations().isEmpty();
      case Interception.Explicit ignored -> true;
    };
  }
}

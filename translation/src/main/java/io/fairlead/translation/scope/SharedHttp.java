package io.fairlead.translation.scope;

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
   * @param isAtAddresses whether a detected service with addresses has listeners of its own there
   */
  public static SharedHttp of(int number, Collection<Callee> callees, boolean isAtAddresses) {
    if (ProxyPorts.isReserved(number)) {
      return NONE;
    }
    SharedHttp found = NONE;
    for (Callee callee : callees) {
      for (ServicePort port : callee.ports()) {
        if (port.number() != number) {
          continue;
        }
        if (port.protocol() == Protocol.AUTO
            && !(isAtAddresses && !callee.destinations().isEmpty())) {
          return DETECTED;
        }
        if (port.protocol().isHttp()) {
          found = DECLARED;
        }
      }
    }
    return found;
  }
}

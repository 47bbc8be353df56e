package io.fairlead.translation.scope;

import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.service.ServiceHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one VirtualService says of the clients of a gateway, with everything decided that depends on
 * the gateway's proxy.
 */
public record EdgeRouting(ResourceName name, List<ServiceHost> hosts, Routing routing) {

  public EdgeRouting {
    hosts = List.copyOf(hosts);
  }

  /** The hosts that both speak of, and that the server lets the routes' namespace serve. */
  public Set<ServiceHost> hostsAt(GatewayServer server) {
    Set<ServiceHost> both = new LinkedHashSet<>();
    for (GatewayHost served : server.hosts()) {
      if (served.isOpenTo(name.namespace())) {
        for (ServiceHost host : hosts) {
          if (served.host().covers(host)) {
            both.add(host);
          } else if (host.covers(served.host())) {
            both.add(served.host());
          }
        }
      }
    }
    return both;
  }
}

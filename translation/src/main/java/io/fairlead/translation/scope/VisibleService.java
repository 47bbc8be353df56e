package io.fairlead.translation.scope;

import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/**
 * A service as proxies see it.
 *
 * @param destinations where it is called: its own addresses, else the one that the mesh gave it;
 *     empty for names that stand for many
 */
public record VisibleService(
    Service service, List<Destination> destinations, List<ResolvedEndpoint> endpoints) {

  public VisibleService {
    destinations = List.copyOf(destinations);
    endpoints = List.copyOf(endpoints);
  }

  public ServiceHost host() {
    return service.host();
  }

  public Resolution resolution() {
    return service.discovery().resolution();
  }

  public boolean isExternal() {
    return service.discovery().isExternal();
  }

  public String cluster(ServicePort port) {
    return ResourceNames.outboundCluster(port.number(), host());
  }

  /** The single addresses among the destinations. */
  public List<String> addresses() {
    return destinations.stream()
        .filter(Destination.Ip.class::isInstance)
        .map(destination -> ((Destination.Ip) destination).address())
        .toList();
  }
}

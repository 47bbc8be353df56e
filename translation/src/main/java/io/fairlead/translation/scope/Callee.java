package io.fairlead.translation.scope;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/**
 * A service as it is called. Listeners, routes and names follow from this alone, so that a change
 * of endpoints leaves them as they are.
 *
 * @param resource the declaration that it comes from
 * @param registry whether it is a Service of Kubernetes, which has shorter names too
 * @param destinations where it is called: its own addresses, else the one that the mesh gave it;
 *     empty for names that stand for many
 */
public record Callee(
    ResourceName resource,
    Registry registry,
    ServiceHost host,
    List<ServicePort> ports,
    List<Destination> destinations) {

  public Callee {
    ports = List.copyOf(ports);
    destinations = List.copyOf(destinations);
  }

  static Callee of(Service service, List<Destination> destinations) {
    return new Callee(
        service.resource(),
        service.discovery().registry(),
        service.host(),
        service.ports(),
        destinations);
  }

  /** The same, of which on {@code number} another protocol is spoken than it declared. */
  Callee speaking(int number, Protocol protocol) {
    return new Callee(
        resource,
        registry,
        host,
        ports.stream()
            .map(
                port ->
                    port.number() == number
                        ? new ServicePort(number, port.name(), protocol, port.targetPort())
                        : port)
            .toList(),
        destinations);
  }

  public String cluster(ServicePort port) {
    return ResourceNames.outboundCluster(port.number(), host);
  }

  /**
   * Other names that clients in {@code namespace} know it by: of Services of Kubernetes, without
   * the cluster's domain.
   */
  public List<String> shortNames(String namespace) {
    return switch (registry) {
      case DECLARED -> List.of();
      case KUBERNETES -> {
        String inNamespace = resource.name() + "." + resource.namespace();
        yield resource.namespace().equals(namespace)
            ? List.of(resource.name(), inNamespace, inNamespace + ".svc")
            : List.of(inNamespace, inNamespace + ".svc");
      }
    };
  }

  /** The single addresses among the destinations. */
  public List<String> addresses() {
    return destinations.stream()
        .filter(Destination.Ip.class::isInstance)
        .map(destination -> ((Destination.Ip) destination).address())
        .toList();
  }
}

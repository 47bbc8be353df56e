package io.fairlead.translation.scope;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ResourceNames;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A service as it is called. Listeners, routes and names follow from this alone, so that a change
 * of endpoints leaves them as they are.
 *
 * @param resource the declaration that it comes from
 * @param registry whether it is a Service of Kubernetes, which has shorter names too
 * @param destinations where it is called: its own addresses, else the one that the mesh gave it;
 *     empty for names that stand for many
 * @param names of single endpoints below the host, and their addresses: callers of a headless
 *     Service of Kubernetes may choose one by its name
 */
public record Callee(
    ResourceName resource,
    Registry registry,
    ServiceHost host,
    List<ServicePort> ports,
    List<Destination> destinations,
    SortedMap<String, List<String>> names) {

  public Callee {
    ports = List.copyOf(ports);
    destinations = List.copyOf(destinations);
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }

  static Callee of(Service service, List<Destination> destinations) {
    return new Callee(
        service.resource(),
        service.discovery().registry(),
        service.host(),
        service.ports(),
        destinations,
        names(service));
  }

  private static SortedMap<String, List<String>> names(Service service) {
    SortedMap<String, List<String>> names = new TreeMap<>();
    if (service.discovery().registry() == Registry.KUBERNETES
        && service.discovery().resolution() == Resolution.NONE) {
      for (Endpoint endpoint : service.discovery().endpoints()) {
        String name = endpoint.placement().hostname();
        if (!name.isEmpty() && endpoint.isCalled()) {
          names.merge(
              name,
              List.of(endpoint.address()),
              (some, more) -> Stream.concat(some.stream(), more.stream()).distinct().toList());
        }
      }
    }
    return names;
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
        destinations,
        names);
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

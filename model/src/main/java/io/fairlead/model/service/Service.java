package io.fairlead.model.service;

import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import java.util.List;
import java.util.Optional;

/**
 * A service by one of its hosts. A declaration with several hosts yields one value for each.
 *
 * @param resource the declaration that it comes from
 * @param addresses its own virtual addresses, as declared; may be CIDR blocks, may be empty
 * @param exportTo namespaces that see it; empty or {@code *} for all, {@code .} for its own
 */
public record Service(
    ResourceName resource,
    ServiceHost host,
    List<String> addresses,
    List<ServicePort> ports,
    Discovery discovery,
    List<String> exportTo) {

  public Service {
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
    exportTo = List.copyOf(exportTo);
  }

  /** Tells services apart within a mesh. */
  public record Key(Registry registry, ResourceName resource, ServiceHost host)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byHost = host.compareTo(other.host);
      if (byHost != 0) {
        return byHost;
      }
      int byRegistry = registry.compareTo(other.registry);
      return byRegistry != 0 ? byRegistry : resource.compareTo(other.resource);
    }
  }

  public Key key() {
    return new Key(discovery.registry(), resource, host);
  }

  public Optional<ServicePort> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }

  /** Whether proxies in {@code namespace} see it. */
  public boolean isVisibleIn(String namespace) {
    return Visibility.reaches(exportTo, resource.namespace(), namespace);
  }
}

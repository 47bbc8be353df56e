package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Addressing;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Standing;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Service is to the mesh. The Services of one name and namespace are one, whatever the
 * cluster: the first says how it is called, and all of them who answers.
 */
public final class ServiceMapper {

  private final String domain;

  /**
   * @param domain of clusters, such as {@code cluster.local}
   */
  public ServiceMapper(String domain) {
    this.domain = domain;
  }

  /** The name by which clients call it. */
  public ServiceHost host(ResourceName service) {
    return ServiceHost.parse(service.name() + "." + service.namespace() + ".svc." + domain);
  }

  /**
   * @param clusters that have it, at least one, in the order in which they count
   */
  public Service map(List<ClusterService> clusters) {
    ServiceObject first = clusters.getFirst().service();
    return switch (first.addressing()) {
      case Addressing.Virtual(List<String> addresses) ->
          service(
              first,
              addresses,
              discovery(Resolution.STATIC, false, endpoints(clusters), first.selector()));
      case Addressing.Headless ignored -> {
        List<Endpoint> endpoints = endpoints(clusters);
        yield service(
            first,
            endpoints.stream()
                .filter(Endpoint::isCalled)
                .map(Endpoint::address)
                .distinct()
                .sorted()
                .toList(),
            discovery(Resolution.NONE, false, endpoints, Labels.NONE));
      }
      case Addressing.Alias(String host) ->
          service(
              first,
              List.of(),
              discovery(Resolution.DNS, true, List.of(Endpoint.at(host)), Labels.NONE));
    };
  }

  private Service service(ServiceObject first, List<String> addresses, Discovery discovery) {
    return new Service(
        first.name(), host(first.name()), addresses, first.ports(), discovery, first.exportTo());
  }

  private static Discovery discovery(
      Resolution resolution, boolean isExternal, List<Endpoint> endpoints, Labels selector) {
    return new Discovery(
        resolution, isExternal, endpoints, selector, List.of(), Registry.KUBERNETES);
  }

  /**
   * Those that end are good enough only where nobody else is left, as for kube-proxy. The proxies
   * of the others serve them all the same: whoever calls a Pod the moment that it is ready finds
   * its port spoken as the Service says.
   */
  private static List<Endpoint> endpoints(List<ClusterService> clusters) {
    List<Endpoints> all =
        clusters.stream()
            .map(cluster -> new Endpoints(cluster, clusters.getFirst().service().ports()))
            .toList();
    Standing standing =
        all.stream().anyMatch(Endpoints::isAnyReady) ? Standing.READY : Standing.TERMINATING;
    return Stream.concat(
            all.stream().flatMap(one -> one.all(standing).stream()),
            all.stream().flatMap(one -> one.uncalled(standing).stream()))
        .toList();
  }
}

package io.fairlead.translation.endpoint;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.Vantage;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of one port of a service whose endpoints are known by address. */
public record Assignment(String name, List<EndpointGroup> groups) implements ResourceInput {

  public Assignment {
    groups = List.copyOf(groups);
  }

  /**
   * One for each port of a service whose clusters ask for their endpoints, and for each of its
   * subsets.
   */
  public static List<ResourceInput> of(
      VisibleService service, MeshSettings settings, Calling calling, Vantage vantage) {
    if (service.resolution() != Resolution.STATIC) {
      return List.of();
    }
    List<ResourceInput> all = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      all.add(
          new Assignment(
              service.cluster(port),
              EndpointGroups.of(
                  endpoints(settings, service, port), calling.at(port.number()), vantage)));
      for (Calling.Subset subset : calling.subsets()) {
        all.add(
            new Assignment(
                ResourceNames.outboundCluster(port.number(), subset.name(), service.host()),
                EndpointGroups.of(
                    endpoints(settings, service.labelled(subset.labels()), port),
                    calling.at(port.number(), subset),
                    vantage)));
      }
    }
    return all;
  }

  /** Endpoints that are named where an address is needed: they are left out. */
  public static List<Problem> problems(VisibleService service) {
    return service.resolution() == Resolution.STATIC
        ? service.endpoints().stream()
            .map(reached -> reached.resolved().endpoint().address())
            .filter(address -> IpLiteral.parse(address).isEmpty())
            .map(address -> unusable(service, address))
            .toList()
        : List.of();
  }

  private static Problem unusable(VisibleService service, String address) {
    return Scope.warning(
        service.service().resource(),
        "spec.endpoints",
        "'"
            + address
            + "' is not an IP address and gets no traffic; give its address, or set resolution: DNS");
  }

  /** By address, so that no two are the same to Envoy; the first of two counts. */
  private static List<PlacedEndpoint> endpoints(
      MeshSettings settings, VisibleService service, ServicePort port) {
    Map<String, PlacedEndpoint> byAddress = new LinkedHashMap<>();
    for (ReachedEndpoint reached : service.endpoints()) {
      Endpoint declared = reached.resolved().endpoint();
      Optional<String> address = IpLiteral.canonical(declared.address());
      if (address.isPresent() && declared.serves(port)) {
        PlacedEndpoint endpoint =
            AssignedEndpoint.placed(settings, reached, port, service.isExternal())
                .at(address.get());
        byAddress.putIfAbsent(
            endpoint.assigned().address() + "|" + endpoint.assigned().port(), endpoint);
      }
    }
    return List.copyOf(byAddress.values());
  }

  @Override
  public Message build() {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addAllEndpoints(LocalityEndpoints.of(groups))
        .build();
  }
}

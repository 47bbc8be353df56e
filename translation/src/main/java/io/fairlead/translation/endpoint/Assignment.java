package io.fairlead.translation.endpoint;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.fairlead.model.Problem;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of one port of a service whose endpoints are known by address. */
public record Assignment(String name, List<AssignedEndpoint> endpoints) implements ResourceInput {

  public Assignment {
    endpoints = List.copyOf(endpoints);
  }

  /** One for each port of each service whose cluster asks for its endpoints. */
  public static List<Assignment> of(Scope scope) {
    List<Assignment> assignments = new ArrayList<>();
    for (VisibleService service : scope.services()) {
      if (service.resolution() == Resolution.STATIC) {
        for (ServicePort port : service.service().ports()) {
          assignments.add(new Assignment(service.cluster(port), endpoints(scope, service, port)));
        }
      }
    }
    return assignments;
  }

  /** Endpoints that are named where an address is needed: they are left out. */
  public static List<Problem> problems(Scope scope) {
    return scope.services().stream()
        .filter(service -> service.resolution() == Resolution.STATIC)
        .flatMap(
            service ->
                service.endpoints().stream()
                    .map(resolved -> resolved.endpoint().address())
                    .filter(address -> IpLiteral.parse(address).isEmpty())
                    .map(address -> unusable(service, address)))
        .toList();
  }

  private static Problem unusable(VisibleService service, String address) {
    return Scope.warning(
        service.service(),
        "spec.endpoints",
        "'"
            + address
            + "' is not an IP address and gets no traffic; give its address, or set resolution: DNS");
  }

  /** By address, so that no two are the same to Envoy; the first of two counts. */
  private static List<AssignedEndpoint> endpoints(
      Scope scope, VisibleService service, ServicePort port) {
    Map<String, AssignedEndpoint> byAddress = new LinkedHashMap<>();
    for (ResolvedEndpoint resolved : service.endpoints()) {
      Optional<String> address = IpLiteral.canonical(resolved.endpoint().address());
      if (address.isPresent()) {
        AssignedEndpoint endpoint =
            AssignedEndpoint.of(scope, resolved, port, service.isExternal()).at(address.get());
        byAddress.putIfAbsent(endpoint.address() + "|" + endpoint.port(), endpoint);
      }
    }
    return List.copyOf(byAddress.values());
  }

  @Override
  public Message build() {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addAllEndpoints(LocalityEndpoints.of(endpoints))
        .build();
  }
}

package io.fairlead.translation.endpoint;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.service.Resolution;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.CalledPart;
import io.fairlead.translation.scope.EastWest;
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
    for (CalledPart part : CalledPart.of(service, calling)) {
      all.add(assigned(part.cluster(), part, endpoints(settings, part), vantage));
    }
    return all;
  }

  /** Where a gateway passes on what names a service: only to those that prove who they are. */
  public static List<ResourceInput> passed(
      VisibleService service,
      EastWest passed,
      MeshSettings settings,
      Calling calling,
      Vantage vantage) {
    if (!passed.passes(service)) {
      return List.of();
    }
    List<ResourceInput> all = new ArrayList<>();
    for (CalledPart part : CalledPart.of(service, calling)) {
      if (!part.serverName().isEmpty()) {
        List<PlacedEndpoint> proving =
            endpoints(settings, part).stream()
                .filter(endpoint -> endpoint.assigned().isAuthenticated())
                .toList();
        all.add(assigned(part.serverName(), part, proving, vantage));
      }
    }
    return all;
  }

  private static Assignment assigned(
      String name, CalledPart part, List<PlacedEndpoint> endpoints, Vantage vantage) {
    return new Assignment(name, EndpointGroups.of(endpoints, part.policy(), vantage));
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
  private static List<PlacedEndpoint> endpoints(MeshSettings settings, CalledPart part) {
    VisibleService service = part.service();
    Map<String, PlacedEndpoint> byAddress = new LinkedHashMap<>();
    for (ReachedEndpoint reached : service.endpoints()) {
      Optional<String> address = IpLiteral.canonical(reached.resolved().endpoint().address());
      if (address.isPresent()) {
        PlacedEndpoint endpoint =
            AssignedEndpoint.placed(settings, reached, part.port(), service.isExternal())
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

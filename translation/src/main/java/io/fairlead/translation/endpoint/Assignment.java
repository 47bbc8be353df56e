package io.fairlead.translation.endpoint;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Resolution;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.CalledPart;
import io.fairlead.translation.scope.EastWest;
import io.fairlead.translation.scope.NetworkView;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.Vantage;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The endpoints of one port of a service whose endpoints are known by address. */
public record Assignment(String name, List<EndpointGroup> groups) implements ResourceInput {

  public Assignment {
    groups = List.copyOf(groups);
  }

  /** From where callers see endpoints. */
  public record View(Vantage vantage, NetworkView networks) {}

  /**
   * One for each port of a service whose clusters ask for their endpoints, and for each of its
   * subsets.
   */
  public static List<ResourceInput> of(
      VisibleService service, MeshSettings settings, Calling calling, View view) {
    if (service.resolution() != Resolution.STATIC) {
      return List.of();
    }
    List<ResourceInput> all = new ArrayList<>();
    Entrances entrances = new Entrances(view.networks, settings);
    for (CalledPart part : CalledPart.of(service, calling)) {
      List<PlacedEndpoint> endpoints =
          entrances.instead(endpoints(settings, part, view), meshTls(part.policy()));
      all.add(assigned(part.cluster(), part, endpoints, view));
    }
    return all;
  }

  /** Where a gateway passes on what names a service: only to those that prove who they are. */
  public static List<ResourceInput> passed(
      VisibleService service, EastWest passed, MeshSettings settings, Calling calling, View view) {
    if (!passed.passes(service)) {
      return List.of();
    }
    List<ResourceInput> all = new ArrayList<>();
    for (CalledPart part : CalledPart.of(service, calling)) {
      if (!part.serverName().isEmpty()) {
        List<PlacedEndpoint> proving =
            endpoints(settings, part, view).stream()
                .filter(endpoint -> endpoint.assigned().isAuthenticated())
                .filter(endpoint -> view.networks.holds(endpoint.placement().network()))
                .toList();
        all.add(assigned(part.serverName(), part, proving, view));
      }
    }
    return all;
  }

  /** By address, so that no two are the same to Envoy; the first of two counts. */
  private static Assignment assigned(
      String name, CalledPart part, List<PlacedEndpoint> endpoints, View view) {
    Map<String, PlacedEndpoint> byAddress = new LinkedHashMap<>();
    for (PlacedEndpoint endpoint : endpoints) {
      AssignedEndpoint assigned = endpoint.assigned();
      byAddress.putIfAbsent(assigned.address() + "|" + assigned.port(), endpoint);
    }
    return new Assignment(
        name, EndpointGroups.of(List.copyOf(byAddress.values()), part.policy(), view.vantage));
  }

  /** Those with an address that serve the port, to callers on that Node. */
  private static List<PlacedEndpoint> endpoints(MeshSettings settings, CalledPart part, View view) {
    VisibleService service = part.service();
    List<PlacedEndpoint> placed = new ArrayList<>();
    for (ReachedEndpoint reached : service.endpoints()) {
      Endpoint declared = reached.resolved().endpoint();
      if (declared.serves(part.port())
          && declared.placement().node().isOpenTo(view.vantage.node())) {
        Callable.address(service, declared.address())
            .map(
                address ->
                    AssignedEndpoint.placed(settings, reached, part.port(), service.isExternal())
                        .at(address))
            .ifPresent(placed::add);
      }
    }
    return placed;
  }

  /** What is called by the mesh's TLS: what proves an identity, unless a rule says who is. */
  private static Predicate<PlacedEndpoint> meshTls(CallPolicy policy) {
    return switch (policy.blocks().tls()) {
      case Setting.Unset<ClientTls> ignored -> endpoint -> endpoint.assigned().isAuthenticated();
      case Setting.Said<ClientTls>(ClientTls.Mesh ignored) -> endpoint -> true;
      case Setting.Said<ClientTls> ignored -> endpoint -> false;
    };
  }

  @Override
  public Message build() {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addAllEndpoints(LocalityEndpoints.of(groups))
        .build();
  }
}

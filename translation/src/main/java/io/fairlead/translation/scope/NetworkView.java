package io.fairlead.translation.scope;

import io.fairlead.model.Locality;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.NetworkGateway.Place;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.IpLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What callers reach by itself, and how they enter the networks of the rest.
 *
 * @param own network of the callers; empty: everything is reached by itself
 * @param entrances by network, of those for which any are declared: none where they are not to be
 *     found now
 */
public record NetworkView(String own, Map<String, List<Entrance>> entrances) {

  private static final NetworkView EVERYTHING = new NetworkView("", Map.of());

  /**
   * What stands between networks.
   *
   * @param locality unknown: that of most of what lies behind it
   */
  public record Entrance(String address, int port, Locality locality) {}

  public NetworkView {
    entrances = Map.copyOf(entrances);
  }

  public static NetworkView of(Scope scope) {
    String own = scope.traits().selection().network();
    if (own.isEmpty()) {
      return EVERYTHING;
    }
    MeshState state = scope.mesh().state();
    Map<String, List<Entrance>> entrances = new TreeMap<>();
    for (MeshNetworks networks : state.rules().networks().declared().values()) {
      networks
          .sorted()
          .forEach(
              (network, gateways) -> {
                if (!gateways.isEmpty()) {
                  List<Entrance> known =
                      entrances.computeIfAbsent(network, none -> new ArrayList<>());
                  gateways.forEach(gateway -> entrances(scope, gateway).forEach(known::add));
                }
              });
    }
    entrances.remove(own);
    entrances.replaceAll((network, all) -> all.stream().distinct().toList());
    return new NetworkView(own, entrances);
  }

  private static Stream<Entrance> entrances(Scope scope, NetworkGateway gateway) {
    MeshState state = scope.mesh().state();
    return switch (gateway.place()) {
      case Place.At(String address) ->
          IpLiteral.canonical(address).stream()
              .map(text -> new Entrance(text, gateway.port(), gateway.locality()));
      case Place.Named(String host) ->
          state.rules().networks().addressesOf(host).stream()
              .filter(scope.traits().families()::holds)
              .map(text -> new Entrance(text, gateway.port(), gateway.locality()));
      case Place.Served(ServiceHost host) ->
          state.services(host).stream()
              .flatMap(
                  service -> {
                    Optional<ServicePort> port = service.port(gateway.port());
                    return state.endpointsOf(service).stream()
                        .map(ResolvedEndpoint::endpoint)
                        .flatMap(
                            endpoint ->
                                IpLiteral.canonical(endpoint.address()).stream()
                                    .map(
                                        text ->
                                            new Entrance(
                                                text,
                                                port.map(endpoint::portFor).orElse(gateway.port()),
                                                gateway.locality())));
                  });
    };
  }

  /** Whether a network is the callers' own; what says nothing of networks is in all of them. */
  public boolean holds(String network) {
    return own.isEmpty() || network.isEmpty() || own.equals(network);
  }

  /** Whether what lies in a network is reached by entrances only. */
  public boolean isBehind(String network) {
    return !holds(network) && entrances.containsKey(network);
  }

  /** How a network is entered; there may be no way now. */
  public List<Entrance> into(String network) {
    return holds(network) ? List.of() : entrances.getOrDefault(network, List.of());
  }
}

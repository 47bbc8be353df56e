package io.fairlead.model.policy;

import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How networks that cannot reach each other are entered.
 *
 * @param gateways by the name of the network, which endpoints and hosts say of themselves
 */
public record MeshNetworks(ResourceName name, Map<String, List<NetworkGateway>> gateways) {

  public MeshNetworks {
    Map<String, List<NetworkGateway>> copy = new TreeMap<>();
    gateways.forEach((network, all) -> copy.put(network, List.copyOf(all)));
    gateways = Map.copyOf(copy);
  }

  /** Ordered by the name of the network. */
  public TreeMap<String, List<NetworkGateway>> sorted() {
    return new TreeMap<>(gateways);
  }
}

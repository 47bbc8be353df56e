package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.NetworkGateway.Place;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What stands between networks.
 *
 * @param addresses of the gateways that are declared by a name, as DNS has them; none of a name
 *     that was asked for and is not there
 */
public record JoinedNetworks(
    SharedMap<ResourceName, MeshNetworks> declared, Map<String, List<String>> addresses) {

  static final JoinedNetworks NONE = new JoinedNetworks(SharedMap.sorted(), Map.of());

  public JoinedNetworks {
    addresses =
        addresses.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, found -> List.copyOf(found.getValue())));
  }

  public boolean isEmpty() {
    return declared.isEmpty();
  }

  /** The names by which gateways are found. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (MeshNetworks networks : declared.values()) {
      for (List<NetworkGateway> gateways : networks.gateways().values()) {
        for (NetworkGateway gateway : gateways) {
          if (gateway.place() instanceof Place.Named(String host)) {
            names.add(host);
          }
        }
      }
    }
    return names;
  }

  /** Whether DNS was asked for every name, whatever it said. */
  public boolean isEveryNameAsked() {
    return addresses.keySet().containsAll(names());
  }

  /** The addresses of a name; none while it was not found yet. */
  public List<String> addressesOf(String name) {
    return addresses.getOrDefault(name, List.of());
  }

  JoinedNetworks with(MeshNetworks networks) {
    return networks.equals(declared.get(networks.name()))
        ? this
        : new JoinedNetworks(declared.plus(networks.name(), networks), addresses);
  }

  JoinedNetworks without(ResourceName name) {
    return declared.containsKey(name) ? new JoinedNetworks(declared.minus(name), addresses) : this;
  }

  JoinedNetworks at(Map<String, List<String>> found) {
    return found.equals(addresses) ? this : new JoinedNetworks(declared, found);
  }
}

package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Entrance;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.NetworkGateway.Place;
import java.util.List;
import java.util.Map;

/** What a Service that stands between networks says of them. */
public final class EntranceMapper {

  private final String cluster;

  public EntranceMapper(String cluster) {
    this.cluster = cluster;
  }

  public ResourceName name(ResourceName service) {
    return ClusterNames.name(service, cluster);
  }

  public MeshNetworks networks(ServiceObject service, Entrance entrance) {
    List<NetworkGateway> gateways =
        entrance.places().stream()
            .map(place -> new NetworkGateway(place(place), entrance.port(), Locality.UNKNOWN))
            .toList();
    return new MeshNetworks(name(service.name()), Map.of(entrance.network(), gateways));
  }

  /** No name ends with a number, and only an IPv6 address has colons. */
  private static Place place(String text) {
    return text.contains(":") || Character.isDigit(text.charAt(text.length() - 1))
        ? new Place.At(text)
        : new Place.Named(text);
  }
}

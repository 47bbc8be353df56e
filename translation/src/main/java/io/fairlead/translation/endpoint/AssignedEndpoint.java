package io.fairlead.translation.endpoint;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.scope.NetworkView.Entrance;
import io.fairlead.translation.scope.ReachedEndpoint;
import java.util.Optional;

/**
 * One endpoint of one port, with what is sent of it.
 *
 * @param workload what Istio tells peers of the workload that must prove its identity; empty for an
 *     endpoint that is called in plaintext
 */
public record AssignedEndpoint(
    String address, int port, int weight, Locality locality, String workload) {

  private static final String PLAINTEXT = "~plaintext";

  /** Of Pods, whose names are made unlike those of other clusters by what follows an @. */
  private static final String CLUSTER = "topology.istio.io/cluster";

  public static AssignedEndpoint of(
      MeshSettings settings, ReachedEndpoint reached, ServicePort port, boolean isExternal) {
    ResolvedEndpoint resolved = reached.resolved();
    Endpoint endpoint = resolved.endpoint();
    int number = endpoint.portFor(port);
    Locality locality = placement(resolved).locality();
    Optional<Workload> authenticated =
        isExternal ? Optional.empty() : reached.authenticated(number);
    return new AssignedEndpoint(
        endpoint.address(),
        number,
        endpoint.weight(),
        isExternal || authenticated.isPresent() ? locality : plaintext(locality),
        authenticated.map(owner -> describe(settings, owner)).orElse(""));
  }

  /** Where an endpoint is, without what tells plaintext apart. */
  static Locality real(Locality locality) {
    return locality.subzone().endsWith(PLAINTEXT)
        ? new Locality(
            locality.region(),
            locality.zone(),
            locality.subzone().substring(0, locality.subzone().length() - PLAINTEXT.length()))
        : locality;
  }

  public boolean isAuthenticated() {
    return !workload.isEmpty();
  }

  /** With what callers compare themselves with. */
  public static PlacedEndpoint placed(
      MeshSettings settings, ReachedEndpoint reached, ServicePort port, boolean isExternal) {
    AssignedEndpoint assigned = of(settings, reached, port, isExternal);
    return new PlacedEndpoint(
        assigned,
        reached.labels(),
        new Placement(placement(reached.resolved()).network(), real(assigned.locality))
            .on(reached.resolved().endpoint().placement().node()));
  }

  /** Stands for endpoints of a network that is entered there, all of which prove who they are. */
  static AssignedEndpoint entrance(
      MeshSettings settings, Entrance entrance, int weight, Locality locality) {
    return new AssignedEndpoint(
        entrance.address(),
        entrance.port(),
        weight,
        locality,
        String.join(";", "", "", "", "", settings.clusterId()));
  }

  AssignedEndpoint weighing(int other) {
    return new AssignedEndpoint(address, port, other, locality, workload);
  }

  AssignedEndpoint at(String canonicalAddress) {
    return new AssignedEndpoint(canonicalAddress, port, weight, locality, workload);
  }

  /** Where a host is, it says itself; a registry is believed only where no host speaks. */
  private static Placement placement(ResolvedEndpoint resolved) {
    return switch (resolved.claim()) {
      case Claim.Owned(Workload owner) -> owner.placement();
      case Claim.Nobody ignored -> resolved.endpoint().placement();
    };
  }

  /**
   * Envoy keeps the connections of an endpoint that only changes its metadata, so a host that joins
   * would be called in plaintext for as long as the old ones live, and a host that leaves by TLS. A
   * change of locality makes Envoy take it for another host, whose connections are its own.
   */
  private static Locality plaintext(Locality locality) {
    return new Locality(locality.region(), locality.zone(), locality.subzone() + PLAINTEXT);
  }

  /** Name, namespace, canonical name, canonical revision and cluster, as Istio orders them. */
  private static String describe(MeshSettings settings, Workload workload) {
    String name = workload.name().name().replaceFirst("@.*", "");
    return String.join(
        ";",
        name,
        workload.name().namespace(),
        label(workload.labels(), "service.istio.io/canonical-name", "app", name),
        label(workload.labels(), "service.istio.io/canonical-revision", "version", "latest"),
        workload.labels().values().getOrDefault(CLUSTER, settings.clusterId()));
  }

  private static String label(Labels labels, String first, String second, String otherwise) {
    return labels.values().getOrDefault(first, labels.values().getOrDefault(second, otherwise));
  }
}

package io.fairlead.translation.endpoint;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Endpoints of a service that are of one kind and in one region. A proxy among them compares how
 * many of them are in its zone with how many of those that it calls are, and never calls them.
 *
 * @param places where they are declared to be
 * @param assignment of the cluster that stands for the proxy's own kind
 */
public record Kindred(List<Place> places, Assignment assignment) {

  /** For a proxy that serves nothing. */
  public static final Assignment NOBODY = new Assignment(ResourceNames.LOCAL_CLUSTER, List.of());

  /** By Deployments and by rollouts. */
  private static final List<String> TEMPLATES =
      List.of("pod-template-hash", "rollouts-pod-template-hash");

  /**
   * @param network empty: any
   */
  public record Place(String network, String address) {}

  /** What hosts have in common that came by one group, and Pods of one template. */
  private record Kind(String namespace, String group, List<String> template, String region) {
    private static Kind of(Claim claim, String region) {
      return switch (claim) {
        case Claim.Owned(Workload owner) ->
            new Kind(
                owner.name().namespace(),
                owner.membership().group(),
                template(owner.labels()),
                region);
        case Claim.Nobody ignored -> new Kind("", "", List.of(), region);
      };
    }

    private static List<String> template(Labels labels) {
      return TEMPLATES.stream().map(labels::get).toList();
    }
  }

  /** Its endpoints while they are sorted. */
  private static final class Members {
    private final List<Place> places = new ArrayList<>();
    private final Map<String, AssignedEndpoint> endpoints = new TreeMap<>();

    void add(Endpoint endpoint, String address, int port, Locality locality) {
      places.add(new Place(endpoint.placement().network(), endpoint.address()));
      endpoints.putIfAbsent(address, new AssignedEndpoint(address, port, 1, locality, ""));
    }

    Kindred done() {
      Map<Locality, List<AssignedEndpoint>> byPlace =
          new TreeMap<>(Comparator.comparing(Locality::toString));
      endpoints
          .values()
          .forEach(
              one -> byPlace.computeIfAbsent(one.locality(), same -> new ArrayList<>()).add(one));
      List<EndpointGroup> groups = new ArrayList<>();
      byPlace.forEach((place, all) -> groups.add(new EndpointGroup(place, 0, 0, all)));
      return new Kindred(places, new Assignment(ResourceNames.LOCAL_CLUSTER, groups));
    }
  }

  public Kindred {
    places = List.copyOf(places);
  }

  /** The endpoints of a service, each with those of its kind; none is called by a name. */
  public static List<Kindred> of(VisibleService service) {
    Map<Kind, Members> kinds = new LinkedHashMap<>();
    for (ReachedEndpoint reached : service.endpoints()) {
      ResolvedEndpoint resolved = reached.resolved();
      Optional<String> address = IpLiteral.canonical(resolved.endpoint().address());
      Optional<ServicePort> served =
          service.ports().stream().filter(resolved.endpoint()::serves).findFirst();
      if (address.isPresent() && served.isPresent()) {
        Locality locality = AssignedEndpoint.placement(resolved).locality();
        kinds
            .computeIfAbsent(Kind.of(resolved.claim(), locality.region()), other -> new Members())
            .add(
                resolved.endpoint(),
                address.get(),
                resolved.endpoint().portFor(served.get()),
                locality);
      }
    }
    return kinds.values().stream().map(Members::done).toList();
  }
}

package io.fairlead.translation.endpoint;

import io.fairlead.model.Locality;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.ZoneBalancing;
import io.fairlead.translation.scope.Vantage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups endpoints by where they run, and orders them by where the caller is if rules ask that. */
public final class EndpointGroups {

  private static final Comparator<Locality> BY_NAME =
      Comparator.comparing(Locality::region)
          .thenComparing(Locality::zone)
          .thenComparing(Locality::subzone);

  /** Endpoints of one place and one rank go together. */
  private record Place(Locality locality, int rank) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byLocality = BY_NAME.compare(locality, other.locality);
      return byLocality != 0 ? byLocality : Integer.compare(rank, other.rank);
    }
  }

  private EndpointGroups() {}

  public static List<EndpointGroup> of(
      List<PlacedEndpoint> endpoints, CallPolicy policy, Vantage vantage) {
    if (!policy.asksForPlace()) {
      return grouped(endpoints, Ranking.ALIKE);
    }
    return switch (policy.place()) {
      case LocalityBalancing locality when !locality.shares().isEmpty() ->
          LocalityShares.applied(
              locality.shares(), vantage.locality(), grouped(endpoints, Ranking.ALIKE));
      case LocalityBalancing locality -> grouped(endpoints, new Ranking(locality, vantage));
      case ZoneBalancing zones -> grouped(endpoints, new Ranking(zones, vantage));
    };
  }

  private static List<EndpointGroup> grouped(List<PlacedEndpoint> endpoints, Ranking ranking) {
    Map<Place, List<AssignedEndpoint>> groups = new TreeMap<>();
    for (PlacedEndpoint endpoint : endpoints) {
      Place place = new Place(endpoint.assigned().locality(), ranking.rank(endpoint));
      groups.computeIfAbsent(place, same -> new ArrayList<>()).add(endpoint.assigned());
    }
    List<Integer> ranks =
        List.copyOf(new TreeSet<>(groups.keySet().stream().map(Place::rank).toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                new EndpointGroup(
                    group.getKey().locality(),
                    ranks.indexOf(group.getKey().rank()),
                    0,
                    group.getValue()))
        .toList();
  }
}

package io.fairlead.translation.endpoint;

import io.fairlead.model.Locality;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.PlaceBalancing;
import io.fairlead.model.policy.PlaceBalancing.Failover;
import io.fairlead.model.policy.ZoneBalancing;
import io.fairlead.translation.scope.Vantage;
import java.util.List;
import java.util.Optional;

/** How near endpoints are to a caller, as Istio counts it: 0 is the nearest. */
record Ranking(PlaceBalancing balancing, Vantage vantage) {

  /** All endpoints are as near. */
  static final Ranking ALIKE =
      new Ranking(new LocalityBalancing(false, List.of(), List.of(), List.of()), Vantage.NONE);

  private static final int OTHER_SUBZONE = 1;
  private static final int OTHER_ZONE = 2;
  private static final int OTHER_REGION = 3;
  private static final int REGION_NOT_CHOSEN = 4;
  private static final int DISTANCES = 5;

  private static final int CHOSEN_REGION = 1;
  private static final int ANY_OTHER_REGION = 2;
  private static final int REGIONS = 3;

  private static final String NETWORK = "topology.istio.io/network";

  int rank(PlacedEndpoint endpoint) {
    if (!balancing.isEnabled()) {
      return 0;
    }
    int byLabels = byLabels(endpoint);
    return switch (balancing) {
      case LocalityBalancing locality
          when !locality.priorities().isEmpty() && locality.failovers().isEmpty() ->
          byLabels;
      case LocalityBalancing locality ->
          byLabels * DISTANCES + distance(endpoint.locality(), locality.failovers());
      case ZoneBalancing zones ->
          byLabels * REGIONS + region(endpoint.locality().region(), zones.failovers());
    };
  }

  /** Those that share the labels from the first on are nearer than those that share fewer. */
  private int byLabels(PlacedEndpoint endpoint) {
    int count = balancing.priorities().size();
    int otherNetwork = 0;
    for (int i = 0; i < count; i++) {
      if (!isShared(balancing.priorities().get(i), endpoint)) {
        if (i > 0 || !balancing.priorities().getFirst().equals(NETWORK)) {
          return otherNetwork + count - i;
        }
        // Endpoints of another network are ordered among themselves, after all of this one.
        otherNetwork = count;
      }
    }
    return otherNetwork;
  }

  private boolean isShared(String priority, PlacedEndpoint endpoint) {
    String label = LocalityBalancing.label(priority);
    String wanted =
        label.equals(priority)
            ? vantage.labels().get(label)
            : priority.substring(label.length() + 1);
    return wanted.equals(Vantage.label(label, endpoint.labels(), endpoint.placement()));
  }

  private int distance(Locality place, List<Failover> failovers) {
    Locality own = vantage.locality();
    if (own.region().equals(place.region())) {
      if (own.zone().equals(place.zone())) {
        return own.subzone().equals(place.subzone()) ? 0 : OTHER_SUBZONE;
      }
      return OTHER_ZONE;
    }
    return chosen(failovers)
        .map(to -> to.equals(place.region()) ? OTHER_REGION : REGION_NOT_CHOSEN)
        .orElse(OTHER_REGION);
  }

  /** All zones of the caller's region go together: which is nearest, the proxy weighs itself. */
  private int region(String region, List<Failover> failovers) {
    if (region.equals(vantage.locality().region())) {
      return 0;
    }
    return chosen(failovers).filter(region::equals).isPresent() ? CHOSEN_REGION : ANY_OTHER_REGION;
  }

  /** Where the requests of the caller's region go next. */
  private Optional<String> chosen(List<Failover> failovers) {
    return failovers.stream()
        .filter(failover -> failover.from().equals(vantage.locality().region()))
        .map(Failover::to)
        .findFirst();
  }
}

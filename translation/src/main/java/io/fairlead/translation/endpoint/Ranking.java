package io.fairlead.translation.endpoint;

import io.fairlead.model.Locality;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.LocalityBalancing.Failover;
import io.fairlead.translation.scope.Vantage;
import java.util.List;

/** How near endpoints are to a caller, as Istio counts it: 0 is the nearest. */
record Ranking(LocalityBalancing balancing, Vantage vantage) {

  /** All endpoints are as near. */
  static final Ranking ALIKE =
      new Ranking(new LocalityBalancing(false, List.of(), List.of(), List.of()), Vantage.NONE);

  private static final int OTHER_SUBZONE = 1;
  private static final int OTHER_ZONE = 2;
  private static final int OTHER_REGION = 3;
  private static final int REGION_NOT_CHOSEN = 4;
  private static final int DISTANCES = 5;
  private static final String NETWORK = "topology.istio.io/network";

  int rank(PlacedEndpoint endpoint) {
    if (!balancing.isEnabled()) {
      return 0;
    }
    if (balancing.priorities().isEmpty()) {
      return distance(endpoint.locality());
    }
    int byLabels = byLabels(endpoint);
    return balancing.failovers().isEmpty()
        ? byLabels
        : byLabels * DISTANCES + distance(endpoint.locality());
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

  private int distance(Locality place) {
    Locality own = vantage.locality();
    if (own.region().equals(place.region())) {
      if (own.zone().equals(place.zone())) {
        return own.subzone().equals(place.subzone()) ? 0 : OTHER_SUBZONE;
      }
      return OTHER_ZONE;
    }
    for (Failover failover : balancing.failovers()) {
      if (failover.from().equals(own.region())) {
        return failover.to().equals(place.region()) ? OTHER_REGION : REGION_NOT_CHOSEN;
      }
    }
    return OTHER_REGION;
  }
}

package io.fairlead.translation.endpoint;

import io.fairlead.model.Locality;
import io.fairlead.model.policy.LocalityBalancing.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives each place its share of what callers at one place send, and others nothing. */
final class LocalityShares {

  private static final String ANY = "*";

  private LocalityShares() {}

  static List<EndpointGroup> applied(
      List<Share> shares, Locality caller, List<EndpointGroup> groups) {
    return shares.stream()
        .filter(share -> covers(share.from(), caller))
        .findFirst()
        .map(share -> weighed(new TreeMap<>(share.to()), groups))
        .orElse(groups);
  }

  private static List<EndpointGroup> weighed(
      Map<String, Integer> percentages, List<EndpointGroup> groups) {
    List<EndpointGroup> weighed = new ArrayList<>();
    for (EndpointGroup group : groups) {
      for (Map.Entry<String, Integer> share : percentages.entrySet()) {
        if (covers(share.getKey(), place(group))) {
          weighed.add(group.weighing(part(share, group, groups)));
          break;
        }
      }
    }
    return weighed;
  }

  /** What several places have together is divided by what their endpoints weigh. */
  private static int part(
      Map.Entry<String, Integer> share, EndpointGroup group, List<EndpointGroup> groups) {
    long all =
        groups.stream()
            .filter(other -> covers(share.getKey(), place(other)))
            .mapToLong(EndpointGroup::naturalWeight)
            .sum();
    return (int) Math.ceilDiv(group.naturalWeight() * share.getValue(), all);
  }

  private static Locality place(EndpointGroup group) {
    return AssignedEndpoint.real(group.locality());
  }

  private static boolean covers(String place, Locality locality) {
    Locality wanted = Locality.parse(place);
    return (wanted.region().equals(ANY) || wanted.region().equals(locality.region()))
        && isAny(wanted.zone(), locality.zone())
        && isAny(wanted.subzone(), locality.subzone());
  }

  private static boolean isAny(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(ANY) || wanted.equals(actual);
  }
}

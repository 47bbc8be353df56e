package io.fairlead.conformance;

import io.fairlead.conformance.traffic.Arrival;
import io.fairlead.conformance.traffic.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether two control planes made their Envoys answer a line of a table alike. */
final class Comparison {

  private static final List<String> KEY_HEADERS =
      List.of(
          "location",
          "grpc-status",
          "content-type",
          "access-control-allow-origin",
          "access-control-allow-methods",
          "access-control-allow-headers",
          "access-control-expose-headers",
          "access-control-allow-credentials",
          "access-control-max-age");

  private Comparison() {}

  /**
   * Empty where they agree. Where chance decides, both agree if both do what the table says; else
   * what is compared is what can be seen: the answer, who gave it, and what arrived there.
   */
  static String difference(Verdict own, Verdict istio) {
    if (own.seen().size() > 1) {
      List<String> ownFaults = Checks.of(own);
      List<String> istioFaults = Checks.of(istio);
      return ownFaults.isEmpty() == istioFaults.isEmpty()
          ? ""
          : "Fairlead: " + ownFaults + ", Istio: " + istioFaults;
    }
    Set<String> mirrors = own.row().expectation().upstream().mirrored().keySet();
    Map<String, String> mine = visible(own.seen().getFirst(), mirrors);
    Map<String, String> theirs = visible(istio.seen().getFirst(), mirrors);
    return mine.equals(theirs) ? "" : "Fairlead: " + mine + ", Istio: " + theirs;
  }

  private static Map<String, String> visible(Seen seen, Set<String> mirrors) {
    Map<String, String> visible = new TreeMap<>();
    visible.put("status", String.valueOf(seen.status()));
    visible.put("from", seen.backend());
    visible.put("closed", String.valueOf(seen.isClosed()));
    visible.put("attempts", String.valueOf(seen.attempts(mirrors).size()));
    KEY_HEADERS.forEach(
        name -> {
          if (seen.headers().containsKey(name)) {
            visible.put(name, String.valueOf(seen.headers().get(name)));
          }
        });
    for (Arrival arrival : seen.arrivals()) {
      visible.put("path at " + arrival.backend(), arrival.path());
      visible.put("host at " + arrival.backend(), arrival.host());
    }
    return visible;
  }
}

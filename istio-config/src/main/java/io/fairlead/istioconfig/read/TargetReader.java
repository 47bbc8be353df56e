package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the places that routes lead to, and what each gets. */
record TargetReader(Findings findings) {

  Optional<RouteTarget> read(String path, Destination destination) {
    Optional<ServiceHost> host = Hosts.service(path + ".host", destination.getHost(), findings);
    String subset = destination.getSubset();
    if (!subset.isEmpty() && !Names.isDnsLabel(subset)) {
      findings.error(
          ProblemCode.BAD_NAME,
          path + ".subset",
          Excerpt.of(subset) + " names no subset: use 1 to 63 of a-z, 0-9 and -");
    }
    int port = destination.getPort().getNumber();
    if (destination.hasPort()) {
      PortNumbers.given(path + ".port.number", port, findings);
    }
    return host.map(known -> new RouteTarget(known, subset, port));
  }

  /** A destination as it is written, with its weight. */
  record Weighed(Destination destination, int weight) {}

  /**
   * A target and its part of what is shared out.
   *
   * @param index of the destination
   */
  record Part(int index, RouteTarget target, int weight) {}

  /** One alone gets all; of several, those without weight get nothing. */
  List<Part> parts(String path, List<Weighed> destinations) {
    List<Part> parts = new ArrayList<>();
    boolean isSplit = destinations.size() > 1;
    long total = 0;
    for (int i = 0; i < destinations.size(); i++) {
      int index = i;
      String at = path + "[" + i + "]";
      int weight = weight(at + ".weight", destinations.get(i).weight());
      total += weight;
      Optional<RouteTarget> target = read(at + ".destination", destinations.get(i).destination());
      if (weight > 0 || !isSplit) {
        target.ifPresent(known -> parts.add(new Part(index, known, isSplit ? weight : 1)));
      }
    }
    if (isSplit && (total == 0 || total > Integer.MAX_VALUE)) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path,
          "has weights of " + total + " together: use 1 to 2147483647");
    }
    return parts;
  }

  /** One below 0 counts as none. */
  private int weight(String path, int weight) {
    if (weight < 0) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, weight + " is below 0: use 0 or more");
    }
    return Math.max(0, weight);
  }
}

package io.fairlead.translation.endpoint;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.service.Placement;
import io.fairlead.translation.scope.NetworkView;
import io.fairlead.translation.scope.NetworkView.Entrance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Puts the entrances of other networks in the place of the endpoints that lie behind them. */
record Entrances(NetworkView view, MeshSettings settings) {

  /**
   * What a caller connects to. Behind an entrance lies only what is called by the mesh's TLS: it is
   * found by a name there.
   *
   * @param isCalledByMeshTls whether an endpoint is
   */
  List<PlacedEndpoint> instead(
      List<PlacedEndpoint> endpoints, Predicate<PlacedEndpoint> isCalledByMeshTls) {
    if (view.entrances().isEmpty()) {
      return endpoints;
    }
    List<PlacedEndpoint> near = new ArrayList<>();
    Map<String, List<PlacedEndpoint>> far = new TreeMap<>();
    for (PlacedEndpoint endpoint : endpoints) {
      String network = endpoint.placement().network();
      if (!view.isBehind(network)) {
        near.add(endpoint);
      } else if (isCalledByMeshTls.test(endpoint) && !view.into(network).isEmpty()) {
        far.computeIfAbsent(network, none -> new ArrayList<>()).add(endpoint);
      }
    }
    if (far.isEmpty()) {
      return near;
    }
    // Several entrances share what lies behind them; in whole numbers if all weigh more.
    long scale = far.keySet().stream().mapToLong(n -> view.into(n).size()).reduce(1, this::common);
    List<PlacedEndpoint> all = new ArrayList<>();
    near.forEach(endpoint -> all.add(endpoint.weighing(endpoint.assigned().weight() * scale)));
    far.forEach((network, behind) -> all.addAll(entrances(network, behind, scale)));
    return all;
  }

  private List<PlacedEndpoint> entrances(String network, List<PlacedEndpoint> far, long scale) {
    List<Entrance> entrances = view.into(network);
    long weight = far.stream().mapToLong(endpoint -> endpoint.assigned().weight()).sum();
    int each = PlacedEndpoint.weight(weight * scale / entrances.size());
    Locality most = most(far);
    return entrances.stream()
        .map(
            entrance -> {
              Locality place =
                  entrance.locality().equals(Locality.UNKNOWN) ? most : entrance.locality();
              return new PlacedEndpoint(
                  AssignedEndpoint.entrance(settings, entrance, each, place),
                  Labels.NONE,
                  new Placement(network, place));
            })
        .toList();
  }

  /** To Envoy one address is at one place. */
  private static Locality most(List<PlacedEndpoint> endpoints) {
    Map<Locality, Long> weights = new TreeMap<>(Comparator.comparing(Locality::toString));
    endpoints.forEach(
        endpoint ->
            weights.merge(endpoint.locality(), (long) endpoint.assigned().weight(), Long::sum));
    return weights.entrySet().stream()
        .max(
            Map.Entry.<Locality, Long>comparingByValue()
                .thenComparing(Map.Entry::getKey, Comparator.comparing(Locality::toString)))
        .map(Map.Entry::getKey)
        .orElse(Locality.UNKNOWN);
  }

  /** The least common multiple. */
  private long common(long one, long other) {
    long a = one;
    long b = other;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return one / a * other;
  }
}

package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.Service;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Entrance;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which Services are gateways between networks, by the labels that Istio gives them. */
final class EntranceReader {

  private static final String PORT = "networking.istio.io/gatewayPort";
  private static final int USUAL_PORT = 15443;

  private EntranceReader() {}

  /**
   * Nothing while nobody outside of the cluster can reach it.
   *
   * @param ingress where a load balancer leads to it
   */
  static Optional<Entrance> read(Service service, List<String> ingress) {
    Map<String, String> labels = Absent.map(service.getMetadata().getLabels());
    String network = labels.getOrDefault(PlaceReader.NETWORK, "");
    List<String> places = network.isEmpty() ? List.of() : places(service, ingress);
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entrance(network, places, port(labels.getOrDefault(PORT, ""))));
  }

  /** What stands in a label and is no port says nothing. */
  private static int port(String text) {
    if (text.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(text);
      return ServicePort.isPort(number) ? number : USUAL_PORT;
    }
    return USUAL_PORT;
  }

  /** Addresses and names, ordered. */
  private static List<String> places(Service service, List<String> ingress) {
    return Stream.concat(Absent.list(service.getSpec().getExternalIPs()).stream(), ingress.stream())
        .map(place -> place.toLowerCase(Locale.ROOT))
        .filter(place -> ServiceHost.problemWith(place).isEmpty() || place.contains(":"))
        .distinct()
        .sorted()
        .toList();
  }
}

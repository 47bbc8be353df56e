package io.fairlead.registrybridge.merge;

import io.fairlead.model.Labels;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.merge.MergedService.MergedEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Merges what several sources say about one host. The first source decides namespace, ports and
 * protocols. The endpoints of the others join it, if they serve every port of the first: a proxy
 * sends the requests of each port to every endpoint. Equal address and ports make one endpoint.
 */
public final class RegistryMerger {

  private RegistryMerger() {}

  /** What one source says about the host. */
  public record Offer(String source, Service service) {}

  /**
   * @param offers at least one, all of one host, in the order of precedence
   */
  public static Merged merge(List<Offer> offers) {
    Offer first = offers.getFirst();
    List<Problem> problems = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    Map<String, MergedEndpoint> endpoints = new LinkedHashMap<>();
    for (Offer offer : offers) {
      matching(first, offer, problems)
          .ifPresent(
              ports -> {
                sources.add(offer.source());
                offer.service().discovery().endpoints().stream()
                    .map(endpoint -> new MergedEndpoint(moved(endpoint, ports), offer.source()))
                    .forEach(endpoint -> join(endpoints, endpoint, first, problems));
              });
    }
    Service decided = first.service();
    return new Merged(
        new MergedService(
            decided.resource(),
            decided.host(),
            decided.ports(),
            List.copyOf(endpoints.values()),
            sources),
        problems);
  }

  /** Each port of the first offer with the port of {@code offer} that serves it. */
  private static Optional<Map<ServicePort, ServicePort>> matching(
      Offer first, Offer offer, List<Problem> problems) {
    Map<ServicePort, ServicePort> ports = new LinkedHashMap<>();
    for (ServicePort port : first.service().ports()) {
      Optional<ServicePort> served = portLike(port, first.service(), offer.service());
      if (served.isEmpty()) {
        problems.add(
            problem(
                first,
                offer,
                "it does not serve port " + port.number() + "; its endpoints are left out"));
        return Optional.empty();
      }
      if (served.get().protocol() != port.protocol()) {
        problems.add(
            problem(
                first,
                offer,
                "it declares "
                    + served.get().protocol()
                    + " for port "
                    + port.number()
                    + "; "
                    + port.protocol()
                    + " is taken"));
      }
      ports.put(port, served.get());
    }
    return Optional.of(ports);
  }

  /** The port of the same number; else of the same name; else the only one where each has one. */
  private static Optional<ServicePort> portLike(ServicePort port, Service first, Service other) {
    return other
        .port(port.number())
        .or(
            () ->
                other.ports().stream()
                    .filter(candidate -> candidate.name().equals(port.name()))
                    .filter(candidate -> first.port(candidate.number()).isEmpty())
                    .findFirst())
        .or(
            () ->
                first.ports().size() == 1 && other.ports().size() == 1
                    ? Optional.of(other.ports().getFirst())
                    : Optional.empty());
  }

  /** The endpoint with its ports under the names of the deciding source. */
  private static Endpoint moved(Endpoint endpoint, Map<ServicePort, ServicePort> ports) {
    Map<String, Integer> numbers = new HashMap<>();
    ports.forEach(
        (port, served) -> {
          int number = endpoint.portFor(served);
          if (number != port.targetPort()) {
            numbers.put(port.name(), number);
          }
        });
    return new Endpoint(
        endpoint.address(),
        numbers,
        endpoint.labels(),
        endpoint.placement(),
        endpoint.weight(),
        endpoint.serviceAccount());
  }

  private static void join(
      Map<String, MergedEndpoint> endpoints,
      MergedEndpoint next,
      Offer first,
      List<Problem> problems) {
    String key = next.endpoint().address() + " " + new TreeMap<>(next.endpoint().ports());
    MergedEndpoint known = endpoints.putIfAbsent(key, next);
    if (known == null || known.source().equals(next.source())) {
      return;
    }
    Map<String, String> labels = new HashMap<>(known.endpoint().labels().values());
    next.endpoint()
        .labels()
        .values()
        .forEach(
            (label, value) -> {
              String taken = labels.putIfAbsent(label, value);
              if (taken != null && !taken.equals(value)) {
                problems.add(
                    problem(
                        first,
                        new Offer(next.source(), first.service()),
                        "it labels "
                            + next.endpoint().address()
                            + " with "
                            + label
                            + "="
                            + value
                            + "; "
                            + taken
                            + " of source '"
                            + known.source()
                            + "' is taken"));
              }
            });
    endpoints.put(key, new MergedEndpoint(labelled(known.endpoint(), labels), known.source()));
  }

  private static Endpoint labelled(Endpoint endpoint, Map<String, String> labels) {
    return new Endpoint(
        endpoint.address(),
        endpoint.ports(),
        new Labels(labels),
        endpoint.placement(),
        endpoint.weight(),
        endpoint.serviceAccount());
  }

  private static Problem problem(Offer first, Offer offer, String sentence) {
    return Problem.warning(
        "service " + first.service().host(),
        "",
        SourceLocation.UNKNOWN,
        "source '" + offer.source() + "' contradicts source '" + first.source() + "': " + sentence);
  }
}

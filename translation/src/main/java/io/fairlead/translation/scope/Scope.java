package io.fairlead.translation.scope;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Service;
import io.fairlead.translation.security.PeerPolicies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services that proxies of equal traits see, ordered by host. Where a host is declared more
 * than once, the declaration whose namespace and name come first is taken and the others are
 * reported: that choice needs no clock and is the same on every replica.
 */
public record Scope(
    MeshSettings settings,
    PeerPolicies policies,
    List<VisibleService> services,
    List<Problem> problems) {

  public Scope {
    services = List.copyOf(services);
    problems = List.copyOf(problems);
  }

  public static Scope of(MeshState state, ProxyTraits traits) {
    Map<String, VisibleService> byHost = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    List<Service> sorted =
        state.services().stream()
            .filter(service -> service.isVisibleIn(traits.namespace()))
            .sorted(Comparator.comparing(Service::key))
            .toList();
    for (Service service : sorted) {
      VisibleService taken = byHost.get(service.host().value());
      if (taken == null) {
        byHost.put(service.host().value(), visible(state, service));
      } else {
        problems.add(declaredTwice(service, taken.service()));
      }
    }
    return new Scope(
        state.settings(), new PeerPolicies(state), List.copyOf(byHost.values()), problems);
  }

  private static VisibleService visible(MeshState state, Service service) {
    List<String> called =
        service.addresses().isEmpty() ? virtualAddress(state, service) : service.addresses();
    List<Destination> destinations =
        called.stream().map(Destination::parse).flatMap(Optional::stream).distinct().toList();
    return new VisibleService(service, destinations, state.endpointsOf(service));
  }

  /** Where the proxy sends to the caller's own destination, that must be a real one. */
  private static List<String> virtualAddress(MeshState state, Service service) {
    return switch (service.discovery().resolution()) {
      case STATIC, DNS, DNS_ROUND_ROBIN -> state.virtualAddress(service).stream().toList();
      case NONE, DYNAMIC_DNS -> List.of();
    };
  }

  private static Problem declaredTwice(Service ignored, Service taken) {
    return warning(
        ignored,
        "spec.hosts",
        "host '"
            + ignored.host()
            + "' is already declared by "
            + taken.resource()
            + ", which is taken because its name comes first; declare the host once");
  }

  /** A warning about a service that proxies cannot be given as it was meant. */
  public static Problem warning(Service service, String field, String message) {
    return Problem.warning(
        "ServiceEntry " + service.resource(), field, SourceLocation.UNKNOWN, message);
  }
}

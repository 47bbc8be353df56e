package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Addressing;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Place;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.SliceEndpoint;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Standing;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The endpoints that one cluster gives to a Service. */
final class Endpoints {

  private final ClusterService own;
  private final List<ServicePort> ports;

  /**
   * @param ports of the Service, as the first of its clusters has them
   */
  Endpoints(ClusterService own, List<ServicePort> ports) {
    this.own = own;
    this.ports = ports;
  }

  /** Whether somebody takes requests without having begun to end. */
  boolean isAnyReady() {
    return own.slices().stream()
        .flatMap(slice -> slice.endpoints().stream())
        .anyMatch(endpoint -> endpoint.standing() == Standing.READY);
  }

  /** Those that stand like this, in the order of their slices. */
  List<Endpoint> all(Standing standing) {
    return all(endpoint -> endpoint.standing() == standing);
  }

  /** Those that stand otherwise and have a proxy of their own, which no caller is told of. */
  List<Endpoint> uncalled(Standing called) {
    return all(endpoint -> endpoint.standing() != called && hasProxy(endpoint)).stream()
        .map(Endpoint::uncalled)
        .toList();
  }

  private boolean hasProxy(SliceEndpoint endpoint) {
    String pod = endpoint.place().pod();
    return !pod.isEmpty()
        && own.places()
            .pod(new ResourceName(own.service().name().namespace(), pod))
            .map(known -> known.standing().hasSidecar())
            .orElse(false);
  }

  private List<Endpoint> all(Predicate<SliceEndpoint> which) {
    List<Endpoint> all = new ArrayList<>();
    for (SliceObject slice : own.slices()) {
      if (slice.isIpv6() == own.service().isIpv6()) {
        Map<String, Integer> numbers = numbers(slice);
        for (SliceEndpoint endpoint : slice.endpoints()) {
          if (which.test(endpoint)) {
            endpoint(slice, endpoint, numbers).ifPresent(all::add);
          }
        }
      }
    }
    return all;
  }

  /** An endpoint whose Pod is not known yet waits for it: it would be a stranger meanwhile. */
  private Optional<Endpoint> endpoint(
      SliceObject slice, SliceEndpoint endpoint, Map<String, Integer> numbers) {
    Place place = endpoint.place();
    if (place.pod().isEmpty()) {
      return Optional.of(
          new Endpoint(
              endpoint.address(),
              numbers,
              Labels.NONE,
              named(place, closed(own.places().of(place))),
              1,
              ""));
    }
    return own.places()
        .pod(new ResourceName(slice.name().namespace(), place.pod()))
        .map(pod -> ofPod(endpoint, pod, numbers));
  }

  private Endpoint ofPod(SliceEndpoint endpoint, PodObject pod, Map<String, Integer> numbers) {
    return new Endpoint(
        endpoint.address(),
        numbers,
        pod.labels(),
        named(endpoint.place(), closed(own.places().of(pod))),
        1,
        pod.standing().serviceAccount());
  }

  /** What is on no known Node is on that of no caller. */
  private Placement closed(Placement placement) {
    return own.service().isNodeLocal()
        ? placement.on(new Placement.Node(placement.node().name(), true))
        : placement;
  }

  /** Only callers of a headless Service choose one of its endpoints. */
  private Placement named(Place place, Placement placement) {
    return own.service().addressing() instanceof Addressing.Headless
        ? placement.named(place.hostname())
        : placement;
  }

  /** Only what differs from the Service: most endpoints say nothing here. */
  private Map<String, Integer> numbers(SliceObject slice) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (ServicePort port : ports) {
      int number = slice.ports().getOrDefault(port.name(), Endpoint.NOT_SERVED);
      if (number != port.targetPort()) {
        numbers.put(port.name(), number);
      }
    }
    return Map.copyOf(numbers);
  }
}

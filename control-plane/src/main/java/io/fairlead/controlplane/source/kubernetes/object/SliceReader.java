package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Place;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.SliceEndpoint;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Standing;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads EndpointSlices. */
public final class SliceReader {

  private static final String SERVICE = "kubernetes.io/service-name";

  private SliceReader() {}

  /** Nothing where it is of no Service, or names hosts instead of addresses. */
  public static Optional<SliceObject> read(EndpointSlice slice) {
    ObjectMeta metadata = slice.getMetadata();
    String service = Absent.map(metadata.getLabels()).getOrDefault(SERVICE, "");
    String type = Absent.text(slice.getAddressType());
    if (service.isEmpty() || !type.startsWith("IP")) {
      return Optional.empty();
    }
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (Endpoint endpoint : Absent.list(slice.getEndpoints())) {
      Absent.list(endpoint.getAddresses()).stream()
          .findFirst()
          .map(address -> new SliceEndpoint(address, standing(endpoint), place(endpoint)))
          .ifPresent(endpoints::add);
    }
    return Optional.of(
        new SliceObject(
            new ResourceName(metadata.getNamespace(), metadata.getName()),
            new ResourceName(metadata.getNamespace(), service),
            type.equals("IPv6"),
            ports(slice),
            endpoints));
  }

  private static Map<String, Integer> ports(EndpointSlice slice) {
    Map<String, Integer> ports = new TreeMap<>();
    for (EndpointPort port : Absent.list(slice.getPorts())) {
      Integer number = port.getPort();
      if (number != null && ServicePort.isPort(number)) {
        ports.put(Absent.text(port.getName()), number);
      }
    }
    return ports;
  }

  /** What says nothing is ready, as the API has it. */
  private static Standing standing(Endpoint endpoint) {
    @Nullable EndpointConditions conditions = endpoint.getConditions();
    if (conditions == null || conditions.getReady() == null || conditions.getReady()) {
      return Standing.READY;
    }
    return Absent.is(conditions.getServing()) && Absent.is(conditions.getTerminating())
        ? Standing.TERMINATING
        : Standing.UNREADY;
  }

  private static Place place(Endpoint endpoint) {
    @Nullable ObjectReference target = endpoint.getTargetRef();
    boolean isPod = target != null && PodObject.KIND.equals(target.getKind());
    return new Place(
        isPod && target != null ? Absent.text(target.getName()) : "",
        Absent.text(endpoint.getNodeName()),
        Absent.text(endpoint.getZone()),
        Absent.text(endpoint.getHostname()));
  }
}

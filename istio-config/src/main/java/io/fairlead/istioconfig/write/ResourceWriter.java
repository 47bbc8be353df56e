package io.fairlead.istioconfig.write;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadSelector;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.WorkloadEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes model values as the Istio resources that declare them. */
public final class ResourceWriter {

  private ResourceWriter() {}

  /**
   * @param hosts services of one declaration, alike but for their host
   */
  public static IstioResource serviceEntry(List<Service> hosts, Map<String, String> annotations) {
    Service any = hosts.getFirst();
    ServiceEntry.Builder entry =
        ServiceEntry.newBuilder()
            .addAllAddresses(any.addresses())
            .setLocation(
                any.discovery().isExternal()
                    ? ServiceEntry.Location.MESH_EXTERNAL
                    : ServiceEntry.Location.MESH_INTERNAL)
            .setResolution(Fields.resolution(any.discovery().resolution()))
            .addAllExportTo(any.exportTo())
            .addAllSubjectAltNames(any.discovery().subjectAltNames());
    for (Service service : hosts) {
      if (!service.resource().equals(any.resource())) {
        throw new IllegalArgumentException(
            service.resource() + " and " + any.resource() + " are two declarations");
      }
      entry.addHosts(service.host().value());
    }
    any.ports().forEach(port -> entry.addPorts(Fields.port(port)));
    any.discovery().endpoints().stream()
        .filter(Endpoint::isCalled)
        .forEach(endpoint -> entry.addEndpoints(Fields.endpoint(endpoint)));
    Labels selector = any.discovery().selector();
    if (!selector.isEmpty()) {
      entry.setWorkloadSelector(WorkloadSelector.newBuilder().putAllLabels(selector.values()));
    }
    return resource("ServiceEntry", any.resource(), annotations, entry.build());
  }

  public static IstioResource workloadEntry(WorkloadEntry entry, Map<String, String> annotations) {
    return resource("WorkloadEntry", entry.name(), annotations, Fields.endpoint(entry.endpoint()));
  }

  private static IstioResource resource(
      String kind, ResourceName name, Map<String, String> annotations, Message spec) {
    Metadata metadata = new Metadata(Map.of(), annotations, Instant.EPOCH, SourceLocation.UNKNOWN);
    return new IstioResource(Kinds.named(kind).orElseThrow(), name, metadata, spec);
  }
}

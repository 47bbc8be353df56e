package io.fairlead.registrybridge.publish;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.registrybridge.merge.MergedService;
import io.fairlead.registrybridge.merge.MergedService.MergedEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values that declare a merged service: a service that selects its endpoints by a label of its
 * own, and a workload entry for each of them. They follow from the service alone, so that a bridge
 * that starts anew declares the same by the same names.
 */
record Declarations(Declared<Service> service, List<Declared<WorkloadEntry>> endpoints) {

  static final String SERVICE_LABEL = "fairlead.io/service";
  static final String SOURCE_ANNOTATION = "fairlead.io/source";
  private static final int LONGEST_NAME = 253;

  /** A value and what is noted about it. */
  record Declared<T>(ResourceName name, T value, Map<String, String> annotations) {
    Declared {
      annotations = Map.copyOf(annotations);
    }
  }

  Declarations {
    endpoints = List.copyOf(endpoints);
  }

  static Declarations of(MergedService merged) {
    String id = ServiceId.of(merged.host());
    ResourceName name =
        new ResourceName(
            merged.name().namespace(), ServiceId.fitting(merged.host().value(), LONGEST_NAME));
    Service service =
        new Service(
            name,
            merged.host(),
            List.of(),
            merged.ports(),
            Discovery.selecting(Labels.of(SERVICE_LABEL, id)),
            List.of());
    return new Declarations(
        new Declared<>(
            name, service, Map.of(SOURCE_ANNOTATION, String.join(",", merged.sources()))),
        merged.endpoints().stream().map(endpoint -> entry(merged, id, endpoint)).toList());
  }

  private static Declared<WorkloadEntry> entry(
      MergedService merged, String id, MergedEndpoint merging) {
    Endpoint endpoint = merging.endpoint();
    Map<String, String> labels = new HashMap<>(endpoint.labels().values());
    labels.put(SERVICE_LABEL, id);
    ResourceName name =
        new ResourceName(
            merged.name().namespace(),
            ServiceId.fitting(id + "-" + place(merged.ports(), endpoint), LONGEST_NAME));
    Endpoint labelled =
        new Endpoint(
            endpoint.address(),
            endpoint.ports(),
            new Labels(labels),
            endpoint.placement(),
            endpoint.weight(),
            endpoint.serviceAccount());
    return new Declared<>(
        name, new WorkloadEntry(name, labelled), Map.of(SOURCE_ANNOTATION, merging.source()));
  }

  /** Tells the endpoints of one service apart: address and ports, as merging does. */
  private static String place(List<ServicePort> ports, Endpoint endpoint) {
    String numbers =
        ports.stream()
            .map(port -> String.valueOf(endpoint.portFor(port)))
            .collect(Collectors.joining("-"));
    return endpoint.address().replace('.', '-').replace(':', '-') + "-" + numbers;
  }
}

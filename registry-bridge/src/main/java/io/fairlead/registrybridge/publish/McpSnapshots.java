package io.fairlead.registrybridge.publish;

import com.google.protobuf.Any;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.registrybridge.merge.MergedService;
import io.fairlead.registrybridge.publish.Declarations.Declared;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns changes of merged services into snapshots. Encodes only what differs from what it encoded
 * last. Owned by one {@link McpPublisher}.
 */
final class McpSnapshots {

  /** Istiod asks for it first and waits for the answer, which is empty. */
  private static final String MESH_CONFIG = "core/v1alpha1/MeshConfig";

  private static final String SERVICE_ENTRY = "ServiceEntry";
  private static final String WORKLOAD_ENTRY = "WorkloadEntry";

  private final ResourceEncoder encoder;
  private final Map<ServiceHost, Declarations> declared = new HashMap<>();
  private final List<ResourceType> serviceTypes;
  private final List<ResourceType> workloadTypes;
  private Snapshot snapshot = Snapshot.EMPTY;

  /**
   * @param types every type of MCP that is answered, {@code group/version/Kind}
   */
  McpSnapshots(ResourceEncoder encoder, Collection<String> types) {
    this.encoder = encoder;
    serviceTypes = typesOf(types, SERVICE_ENTRY);
    workloadTypes = typesOf(types, WORKLOAD_ENTRY);
    for (String type : types) {
      snapshot = snapshot.with(new ResourceType(type), SharedMap.hashed());
    }
    snapshot = snapshot.with(new ResourceType(MESH_CONFIG), SharedMap.hashed());
  }

  private static List<ResourceType> typesOf(Collection<String> types, String kind) {
    return types.stream()
        .filter(type -> type.startsWith("networking.istio.io/") && type.endsWith("/" + kind))
        .map(ResourceType::new)
        .toList();
  }

  Snapshot next(List<MergedService> changed, Set<ServiceHost> removed) {
    SharedMap<String, Resource> services = snapshot.resources(serviceTypes.getFirst());
    SharedMap<String, Resource> workloads = snapshot.resources(workloadTypes.getFirst());
    for (ServiceHost host : removed) {
      Declarations gone = declared.remove(host);
      if (gone != null) {
        services = services.minus(gone.service().name().toString());
        workloads = workloads.minusAll(names(gone));
      }
    }
    for (MergedService merged : changed) {
      Declarations next = Declarations.of(merged);
      Declarations before = declared.put(merged.host(), next);
      services = withService(services, before == null ? List.of() : List.of(before), next);
      workloads = withWorkloads(workloads, before == null ? List.of() : before.endpoints(), next);
    }
    for (ResourceType type : serviceTypes) {
      snapshot = snapshot.with(type, services);
    }
    for (ResourceType type : workloadTypes) {
      snapshot = snapshot.with(type, workloads);
    }
    return snapshot;
  }

  private SharedMap<String, Resource> withService(
      SharedMap<String, Resource> services, List<Declarations> before, Declarations next) {
    SharedMap<String, Resource> result = services;
    for (Declarations old : before) {
      if (old.service().equals(next.service())) {
        return services;
      }
      result = result.minus(old.service().name().toString());
    }
    Declared<Service> service = next.service();
    return result.plus(
        service.name().toString(),
        resource(service, version -> encoder.serviceEntry(service, version)));
  }

  private SharedMap<String, Resource> withWorkloads(
      SharedMap<String, Resource> workloads,
      List<Declared<WorkloadEntry>> before,
      Declarations next) {
    Set<Declared<WorkloadEntry>> known = new HashSet<>(before);
    Set<String> kept = names(next);
    SharedMap<String, Resource> result = workloads;
    for (Declared<WorkloadEntry> old : before) {
      if (!kept.contains(old.name().toString())) {
        result = result.minus(old.name().toString());
      }
    }
    for (Declared<WorkloadEntry> entry : next.endpoints()) {
      if (!known.contains(entry)) {
        result =
            result.plus(
                entry.name().toString(),
                resource(entry, version -> encoder.workloadEntry(entry, version)));
      }
    }
    return result;
  }

  /** The version is a hash of all that is encoded, so that it survives restarts. */
  private static Resource resource(Declared<?> declared, Function<String, Any> encode) {
    String version = ServiceId.hash(encode.apply("").toByteArray());
    Any body = encode.apply(version);
    return Resource.of(declared.name().toString(), version, body.getTypeUrl(), body.getValue());
  }

  private static Set<String> names(Declarations declarations) {
    Set<String> names = new HashSet<>();
    declarations.endpoints().forEach(entry -> names.add(entry.name().toString()));
    return names;
  }
}

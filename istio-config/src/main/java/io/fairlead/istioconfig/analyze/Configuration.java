package io.fairlead.istioconfig.analyze;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroup;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All resources, by kind and by host. A resource that is declared twice counts once. */
final class Configuration {

  private final List<IstioResource> resources;
  private final Map<String, List<Declared<ServiceEntry>>> byHost = new TreeMap<>();
  private final List<Declared<ServiceEntry>> wildcards = new ArrayList<>();

  private Configuration(List<IstioResource> resources) {
    this.resources = List.copyOf(resources);
    for (Declared<ServiceEntry> entry : services()) {
      for (String host : entry.spec().getHostsList()) {
        if (host.startsWith("*")) {
          wildcards.add(entry);
        } else {
          byHost.computeIfAbsent(HostNames.of(host), key -> new ArrayList<>()).add(entry);
        }
      }
    }
  }

  static Configuration of(List<IstioResource> resources, Notes notes) {
    Map<String, IstioResource> byTitle = new LinkedHashMap<>();
    for (IstioResource resource : resources) {
      IstioResource before = byTitle.putIfAbsent(resource.title(), resource);
      if (before != null) {
        notes.error(
            ProblemCode.DUPLICATE_RESOURCE,
            resource,
            "",
            "is declared twice, first at "
                + before.metadata().location()
                + ": remove one of the two");
      }
    }
    return new Configuration(List.copyOf(byTitle.values()));
  }

  List<IstioResource> resources() {
    return resources;
  }

  List<Declared<ServiceEntry>> services() {
    return of(ServiceEntry.class);
  }

  List<Declared<VirtualService>> virtualServices() {
    return of(VirtualService.class);
  }

  List<Declared<DestinationRule>> destinationRules() {
    return of(DestinationRule.class);
  }

  List<Declared<Gateway>> gateways() {
    return of(Gateway.class);
  }

  List<Declared<Sidecar>> sidecars() {
    return of(Sidecar.class);
  }

  List<Declared<PeerAuthentication>> peerAuthentications() {
    return of(PeerAuthentication.class);
  }

  /** The declarations of a host: its own, else the wildcards that it falls under. */
  List<Declared<ServiceEntry>> declaring(String host) {
    List<Declared<ServiceEntry>> own = byHost.getOrDefault(host, List.of());
    return own.isEmpty()
        ? wildcards.stream()
            .filter(
                entry ->
                    entry.spec().getHostsList().stream()
                        .anyMatch(pattern -> ServiceHost.covers(HostNames.of(pattern), host)))
            .toList()
        : own;
  }

  /** Names that a person may have meant: the end of hosts is often the same, the beginning not. */
  List<String> hostsLike(String host) {
    return byHost.keySet().stream()
        .filter(known -> known.startsWith(host.substring(0, 1)))
        .toList();
  }

  /** Whether some declared host falls under {@code pattern}. */
  boolean isDeclared(String pattern) {
    return servicesOf(pattern).findAny().isPresent();
  }

  /** The declarations of a host, or of all hosts that fall under {@code pattern}. */
  Stream<Declared<ServiceEntry>> servicesOf(String pattern) {
    return Stream.concat(
        declaring(pattern).stream(),
        services().stream()
            .filter(
                entry ->
                    entry.spec().getHostsList().stream()
                        .anyMatch(host -> ServiceHost.covers(pattern, HostNames.of(host)))));
  }

  /** The labels of the workloads of a namespace, or of all where it is empty. */
  Stream<Map<String, String>> workloads(String namespace) {
    return resources.stream()
        .filter(resource -> namespace.isEmpty() || resource.name().namespace().equals(namespace))
        .flatMap(Configuration::labels);
  }

  private static Stream<Map<String, String>> labels(IstioResource resource) {
    return switch (resource.spec()) {
      case WorkloadEntry entry -> Stream.of(entry.getLabelsMap());
      case WorkloadGroup group -> {
        Map<String, String> labels = new HashMap<>(group.getTemplate().getLabelsMap());
        labels.putAll(group.getMetadata().getLabelsMap());
        yield Stream.of(labels);
      }
      default -> Stream.empty();
    };
  }

  private <M extends Message> List<Declared<M>> of(Class<M> type) {
    return resources.stream()
        .filter(resource -> type.isInstance(resource.spec()))
        .map(resource -> new Declared<>(resource, type.cast(resource.spec())))
        .toList();
  }
}

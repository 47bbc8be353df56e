package io.fairlead.conformance.plane;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.GatewayApi;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Documents of the Gateway API between those of Istio. ServiceEntries with the names of a cluster
 * count as its Services.
 */
final class GatewayApiText {

  private static final String DOMAIN = "cluster.local";
  private static final String CLUSTER = ".svc." + DOMAIN;
  private static final Predicate<String> IS_OF_CLUSTER =
      text -> text.contains("gateway.networking.k8s.io/v1\n") || text.contains("apiVersion: v1\n");

  private final List<String> documents;

  GatewayApiText(String yaml) {
    this.documents = Arrays.stream(yaml.split("(?m)^---$")).toList();
  }

  /** What Istio's readers read. */
  String istio() {
    return documents.stream().filter(IS_OF_CLUSTER.negate()).collect(Collectors.joining("---"));
  }

  /** What the others say in Istio's language. */
  List<IstioResource> derived() {
    GatewayApi api = new GatewayApi(DOMAIN);
    for (IstioResource resource : IstioYaml.read("services", istio()).values()) {
      if (resource.spec() instanceof ServiceEntry entry) {
        entry.getHostsList().stream()
            .filter(host -> host.endsWith(CLUSTER))
            .map(host -> host.split("\\."))
            .map(parts -> new ResourceName(parts[1], parts[0]))
            .forEach(name -> api.service(name, service(name, entry)));
      }
    }
    Map<ResourceName, RootsObject> roots = new HashMap<>();
    documents.stream().filter(IS_OF_CLUSTER).forEach(text -> put(text, api, roots));
    for (ResourceName name : api.namedRoots()) {
      api.roots(name, roots.getOrDefault(name, RootsObject.without(name, "is not there")));
    }
    return new ArrayList<>(api.update().changed());
  }

  private static void put(String text, GatewayApi api, Map<ResourceName, RootsObject> roots) {
    HasMetadata object = Serialization.unmarshal(text);
    String name = object.getMetadata().getName();
    if (object instanceof Namespace) {
      api.namespace(name, object.getMetadata().getLabels());
    } else if (object instanceof ConfigMap map) {
      RootsObject read = RootsObject.of(map);
      roots.put(read.name(), read);
    } else {
      api.put(
          new ResourceId(
              object.getKind(), new ResourceName(object.getMetadata().getNamespace(), name)),
          Optional.of(object));
    }
  }

  private static ServiceObject service(ResourceName name, ServiceEntry entry) {
    return new ServiceObject(
        name,
        new ServiceObject.Addressing.Virtual(List.of()),
        entry.getPortsList().stream()
            .map(port -> ServicePort.of(port.getNumber(), port.getName(), Protocol.TCP))
            .toList(),
        Labels.NONE,
        List.of(),
        ServiceObject.Delivery.NONE);
  }
}

package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fairlead.istioconfig.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which kinds an API server serves, and under which version each. */
final class ServedKinds {

  /** Kinds that are no resources of a cluster. */
  private static final String CORE = "core";

  private final KubernetesClient client;

  /** By group and version, for one look. */
  private final Map<String, List<APIResource>> resources = new HashMap<>();

  private ServedKinds(KubernetesClient client) {
    this.client = client;
  }

  /** Each kind that is served, in the version that we like best. */
  static Map<Kind, ResourceDefinitionContext> of(KubernetesClient client, List<Kind> kinds) {
    return new ServedKinds(client).find(kinds);
  }

  private Map<Kind, ResourceDefinitionContext> find(List<Kind> kinds) {
    Set<String> served = new HashSet<>();
    for (APIGroup group : client.getApiGroups().getGroups()) {
      for (GroupVersionForDiscovery version : group.getVersions()) {
        served.add(version.getGroupVersion());
      }
    }
    Map<Kind, ResourceDefinitionContext> found = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      if (!kind.group().equals(CORE)) {
        find(kind, served).ifPresent(context -> found.put(kind, context));
      }
    }
    return found;
  }

  private Optional<ResourceDefinitionContext> find(Kind kind, Set<String> served) {
    for (String version : kind.versions()) {
      String groupVersion = kind.group() + "/" + version;
      if (served.contains(groupVersion)) {
        for (APIResource resource : resources(groupVersion)) {
          if (kind.name().equals(resource.getKind()) && !resource.getName().contains("/")) {
            return Optional.of(context(kind, version, resource));
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<APIResource> resources(String groupVersion) {
    return resources.computeIfAbsent(
        groupVersion,
        asked -> {
          APIResourceList list = client.getApiResources(asked);
          return list == null ? List.of() : list.getResources();
        });
  }

  private static ResourceDefinitionContext context(
      Kind kind, String version, APIResource resource) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(version)
        .withKind(kind.name())
        .withPlural(resource.getName())
        .withNamespaced(!Boolean.FALSE.equals(resource.getNamespaced()))
        .build();
  }
}

package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fairlead.controlplane.source.kubernetes.object.GatewayApiReader;
import io.fairlead.controlplane.source.kubernetes.object.IstioReader;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of Istio and of the Gateway API in a cluster: each is watched while it is defined, in
 * the version that is served. Of the thread that looks alone.
 */
final class IstioKinds implements AutoCloseable {

  private static final List<Kind> KINDS =
      Stream.concat(Kinds.all().stream(), GatewayApiReader.kinds().stream()).toList();

  private final KubernetesClient client;
  private final List<String> namespaces;
  private final ObjectWatch.Listener listener;
  private final IstioReader reader;
  private final GatewayApiReader gateways;
  private final Map<Kind, Watched> watched = new LinkedHashMap<>();

  /** A kind in one version, in each of the places that are read. */
  private record Watched(String version, List<ObjectWatch<GenericKubernetesResource>> watches) {}

  IstioKinds(
      KubernetesClient client, ClusterAccess access, String source, ObjectWatch.Listener listener) {
    this.client = client;
    this.namespaces = access.namespaces();
    this.listener = listener;
    this.reader = new IstioReader(source, client.getKubernetesSerialization());
    this.gateways = new GatewayApiReader(client.getKubernetesSerialization());
  }

  /** Begins to watch what is defined now and was not, and ends with what no longer is. */
  void look() {
    Map<Kind, ResourceDefinitionContext> served = ServedKinds.of(client, KINDS);
    for (Kind kind : List.copyOf(watched.keySet())) {
      if (!served.containsKey(kind)) {
        Watched gone = watched.remove(kind);
        if (gone != null) {
          gone.watches.forEach(ObjectWatch::close);
          gone.watches.forEach(ObjectWatch::removeAll);
        }
      }
    }
    served.forEach(this::watch);
  }

  private void watch(Kind kind, ResourceDefinitionContext context) {
    Watched before = watched.get(kind);
    if (before != null && before.version.equals(context.getVersion())) {
      return;
    }
    if (before != null) {
      before.watches.forEach(ObjectWatch::close);
    }
    ObjectWatch.Kind<GenericKubernetesResource> objects = objects(kind);
    List<ObjectWatch<GenericKubernetesResource>> watches = new ArrayList<>();
    var all = client.genericKubernetesResources(context);
    if (namespaces.isEmpty() || !context.isNamespaceScoped()) {
      watches.add(new ObjectWatch<>(objects, all.inAnyNamespace(), listener));
    } else {
      for (String namespace : namespaces) {
        watches.add(new ObjectWatch<>(objects, all.inNamespace(namespace), listener));
      }
    }
    watched.put(kind, new Watched(context.getVersion(), List.copyOf(watches)));
    watches.forEach(ObjectWatch::start);
  }

  /** Accounts that were given rights for Istio's kinds may have none for the others. */
  private ObjectWatch.Kind<GenericKubernetesResource> objects(Kind kind) {
    return GatewayApiReader.reads(kind)
        ? ObjectWatch.Kind.optional(
            GatewayApiReader.keyOf(kind),
            GenericKubernetesResource::new,
            resource -> gateways.read(kind, resource))
        : ObjectWatch.Kind.needed(
            kind.name(),
            GenericKubernetesResource::new,
            resource -> Optional.of(reader.read(kind, resource)));
  }

  Collection<ObjectWatch<GenericKubernetesResource>> watches() {
    return watched.values().stream().flatMap(kind -> kind.watches.stream()).toList();
  }

  @Override
  public void close() {
    watches().forEach(ObjectWatch::close);
  }
}

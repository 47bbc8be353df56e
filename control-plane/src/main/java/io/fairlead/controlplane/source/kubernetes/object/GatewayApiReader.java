package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSRoute;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fairlead.istioconfig.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads resources of the Gateway API. Its versions differ in their names only, as far as anything
 * follows from them, so all are read as the newest.
 */
public final class GatewayApiReader {

  private static final Logger log = LoggerFactory.getLogger(GatewayApiReader.class);

  private static final String GROUP = "gateway.networking.k8s.io";

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "BackendTLSPolicy", BackendTLSPolicy.class,
          "GatewayClass", GatewayClass.class,
          "Gateway", Gateway.class,
          "HTTPRoute", HTTPRoute.class,
          "GRPCRoute", GRPCRoute.class,
          "TLSRoute", TLSRoute.class,
          "TCPRoute", TCPRoute.class,
          "ReferenceGrant", ReferenceGrant.class);

  private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha3", "v1alpha2");

  private final KubernetesSerialization serialization;

  public GatewayApiReader(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** The kinds that are read. */
  public static List<Kind> kinds() {
    return TYPES.keySet().stream()
        .sorted()
        .map(
            name ->
                new Kind(GROUP, VERSIONS, name, com.google.protobuf.Struct.getDefaultInstance()))
        .toList();
  }

  /** Whether a kind is one of these. */
  public static boolean reads(Kind kind) {
    return kind.group().equals(GROUP);
  }

  /** What objects of a kind are called, as Istio has a Gateway too. */
  public static String keyOf(Kind kind) {
    return reads(kind) ? GROUP + "/" + kind.name() : kind.name();
  }

  /** The kind of an object of these. */
  public static String kindOf(ClusterObject.Key key) {
    return key.kind().substring(GROUP.length() + 1);
  }

  /** Nothing where the resource is not of the form that its definition gives it. */
  public Optional<GatewayApiObject> read(Kind kind, GenericKubernetesResource resource) {
    ObjectMeta metadata = resource.getMetadata();
    Map<String, @Nullable Object> document = new HashMap<>();
    document.put("apiVersion", GROUP + "/v1");
    document.put("kind", kind.name());
    document.put("spec", Absent.map(resource.getAdditionalProperties()).get("spec"));
    try {
      HasMetadata read =
          serialization.convertValue(document, TYPES.getOrDefault(kind.name(), HasMetadata.class));
      ObjectMeta named = new ObjectMeta();
      named.setNamespace(metadata.getNamespace());
      named.setName(metadata.getName());
      named.setCreationTimestamp(metadata.getCreationTimestamp());
      named.setGeneration(metadata.getGeneration());
      read.setMetadata(named);
      read.setApiVersion(resource.getApiVersion());
      return Optional.of(
          new GatewayApiObject(
              ClusterObject.Key.of(
                  keyOf(kind), Absent.text(metadata.getNamespace()), metadata.getName()),
              read));
    } catch (IllegalArgumentException e) {
      log.atWarn()
          .addKeyValue(
              "resource",
              kind.name() + " " + Absent.text(metadata.getNamespace()) + "/" + metadata.getName())
          .addKeyValue("reason", e.getMessage())
          .log("A resource of the Gateway API cannot be read; nothing follows from it");
      return Optional.empty();
    }
  }
}

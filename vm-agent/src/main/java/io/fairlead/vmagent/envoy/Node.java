package io.fairlead.vmagent.envoy;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.CaptureMode;
import io.fairlead.vmagent.identity.Membership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the proxy introduces itself to a control plane: Istio's names for all that Istio knows. */
final class Node {

  private Node() {}

  static Map<String, Object> of(Membership membership, AgentSettings settings) {
    String namespace = membership.namespace();
    Map<String, Object> node = new LinkedHashMap<>();
    node.put(
        "id",
        "%s~%s~%s.%s~%s.svc.cluster.local"
            .formatted(
                settings.capture().mode() == CaptureMode.GATEWAY ? "router" : "sidecar",
                membership.addresses().getFirst(),
                membership.name(),
                namespace,
                namespace));
    node.put(
        "cluster",
        membership.labels().getOrDefault("app", membership.workloadGroup()) + "." + namespace);
    node.put("locality", locality(membership.locality()));
    node.put("metadata", metadata(membership, settings));
    return node;
  }

  private static Map<String, Object> metadata(Membership membership, AgentSettings settings) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("AUTO_REGISTER_GROUP", membership.workloadGroup());
    metadata.put("CLUSTER_ID", membership.clusterId());
    if (settings.capture().dns()) {
      metadata.put("DNS_CAPTURE", "true");
    }
    // Its bootstrap names a cluster of its own kind, as istiod asks for where zones are kept.
    metadata.put("ENABLE_SELF_DISCOVERY", "true");
    if (membership.istio().isUsed()) {
      // Without it istiod's tools do not take the host for a proxy.
      metadata.put(
          "PROXY_CONFIG", Map.of("discoveryAddress", membership.controlPlanes().getFirst()));
    } else {
      metadata.put("FAIRLEAD_CAPTURE_REPORTS", "true");
    }
    if (settings.capture().mode() == CaptureMode.EXPLICIT) {
      metadata.put("FAIRLEAD_EXPLICIT_ADDRESS", explicitAddress(membership, settings));
    }
    metadata.put("INSTANCE_IPS", String.join(",", membership.addresses()));
    metadata.put(
        "INTERCEPTION_MODE",
        settings.capture().mode() == CaptureMode.REDIRECT ? "REDIRECT" : "NONE");
    metadata.put("LABELS", membership.labels());
    metadata.put("MESH_ID", membership.meshId());
    metadata.put("NAMESPACE", membership.namespace());
    metadata.put("NETWORK", membership.network());
    metadata.put("SERVICE_ACCOUNT", membership.serviceAccount());
    metadata.put("WORKLOAD_NAME", membership.name());
    metadata.values().removeIf(""::equals);
    return metadata;
  }

  private static String explicitAddress(Membership membership, AgentSettings settings) {
    String named = settings.capture().address();
    return named.isEmpty() ? membership.addresses().getFirst() : named;
  }

  private static Map<String, Object> locality(String path) {
    List<String> keys = List.of("region", "zone", "sub_zone");
    String[] parts = path.split("/", 3);
    Map<String, Object> locality = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        locality.put(keys.get(i), parts[i]);
      }
    }
    return locality;
  }
}

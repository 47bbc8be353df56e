package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;

/** The labels by which the mesh and its tools know a pod. */
final class Identity {

  private static final String LATEST = "latest";
  private static final int LONGEST_LABEL = 63;

  private Identity() {}

  /** Tells that the pod speaks mutual TLS, and what it is; what its author said stands. */
  static void mark(JsonObject pod, String revision, String namespace) {
    Map<String, String> labels = Pods.labels(pod);
    Pods.labelUnlessThere(pod, Annotations.TLS_MODE, "istio");
    Pods.labelUnlessThere(pod, Annotations.CANONICAL_NAME, name(pod, labels, namespace));
    Pods.labelUnlessThere(
        pod,
        Annotations.CANONICAL_REVISION,
        labels.getOrDefault("app.kubernetes.io/version", labels.getOrDefault("version", LATEST)));
    Pods.own(Pods.own(pod, "metadata"), "labels").addProperty(Annotations.REVISION, revision);
  }

  /** What was added, for tools that look for a proxy. */
  static String status(String revision) {
    JsonObject status =
        JsonParser.parseString(
                """
                {"initContainers": ["fairlead-join"], "containers": ["istio-proxy"],
                 "volumes": ["fairlead-agent", "fairlead-state", "fairlead-run", "fairlead-tmp", "istio-token"]}
                """)
            .getAsJsonObject();
    status.addProperty("revision", revision);
    return status.toString();
  }

  private static String name(JsonObject pod, Map<String, String> labels, String namespace) {
    for (String key : new String[] {"app.kubernetes.io/name", "app"}) {
      if (labels.containsKey(key)) {
        return labels.get(key);
      }
    }
    JsonObject metadata = Pods.object(pod, "metadata");
    String own = Pods.text(metadata, "generateName");
    for (JsonElement each : owners(metadata)) {
      own = each instanceof JsonObject owner ? Pods.text(owner, "name") : own;
    }
    String name = own.isEmpty() ? Pods.text(metadata, "name") : own;
    return shortened(name.isEmpty() ? namespace : name);
  }

  private static Iterable<JsonElement> owners(JsonObject metadata) {
    JsonElement owners = metadata.get("ownerReferences");
    return owners != null && owners.isJsonArray() ? owners.getAsJsonArray() : List.of();
  }

  private static String shortened(String name) {
    String cut = name.substring(0, Math.min(LONGEST_LABEL, name.length()));
    return cut.replaceAll("[^A-Za-z0-9]+$", "");
  }
}

package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.controlplane.admission.injection.ProxyContainer.Resources;
import java.util.Map;

/** The containers of a proxy: one that joins the mesh and ends, and one that serves. */
final class Containers {

  static final String NAME = "istio-proxy";
  static final String PROXY_USER = "1337";
  static final String AGENT_USER = "1338";

  private static final String UNFILLED = "auto";
  private static final String TOKEN = "/var/run/secrets/tokens/istio-token";

  /** Root within the pod: it applies the rules of capture and starts its children as two users. */
  private static final String CAPTURING =
      """
      {"runAsUser": 0, "runAsGroup": 0, "runAsNonRoot": false, "readOnlyRootFilesystem": true,
       "allowPrivilegeEscalation": false,
       "capabilities": {"drop": ["ALL"], "add": ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_ADMIN", "NET_RAW",
         "SETGID", "SETPCAP", "SETUID"]}}
      """;

  private static final String UNPRIVILEGED =
      """
      {"runAsUser": 1337, "runAsGroup": 1337, "runAsNonRoot": true, "readOnlyRootFilesystem": true,
       "allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}
      """;

  /** The agent's own sign that the host is in the mesh. */
  private static final String IS_READY =
      """
      {"exec": {"command": ["/bin/sh", "-c", "[ -e /run/fairlead/ready ]"]}, "periodSeconds": 1, "timeoutSeconds": 3}
      """;

  private static final int MOST_STARTUP_SECONDS = 600;

  private Containers() {}

  static boolean isUnfilled(JsonObject container) {
    return Pods.text(container, "image").equals(UNFILLED);
  }

  /** Goes first, and ends: the containers after it find an identity. */
  static JsonObject join(ProxyContainer proxy, Map<String, String> annotations) {
    return joining(proxy, annotations, CAPTURING);
  }

  static JsonObject joinGateway(ProxyContainer proxy, Map<String, String> annotations) {
    return joining(proxy, annotations, UNPRIVILEGED);
  }

  /**
   * Starts before the application and ends after it, as Kubernetes does with an init container that
   * is always restarted: the application starts once the proxy is ready.
   */
  static JsonObject sidecar(ProxyContainer proxy, Map<String, String> annotations) {
    JsonObject container = container(NAME, proxy, annotations, "supervise", "--inherit-output");
    container.addProperty("restartPolicy", "Always");
    JsonObject startup = parsed(IS_READY);
    startup.addProperty("failureThreshold", MOST_STARTUP_SECONDS);
    container.add("startupProbe", startup);
    container.add("securityContext", parsed(CAPTURING));
    return container;
  }

  /** What the author wrote of the container stands, besides its image. */
  static void fillGateway(JsonObject own, ProxyContainer proxy, Map<String, String> annotations) {
    JsonObject ours = container(NAME, proxy, annotations, "supervise", "--inherit-output");
    ours.add("readinessProbe", parsed(IS_READY));
    ours.add("securityContext", parsed(UNPRIVILEGED));
    JsonArray mounts =
        own.get("volumeMounts") instanceof JsonArray written ? written : new JsonArray();
    mounts.addAll(Volumes.mounts());
    own.remove("image");
    own.add("volumeMounts", mounts);
    ours.entrySet().stream()
        .filter(entry -> !own.has(entry.getKey()))
        .forEach(entry -> own.add(entry.getKey(), entry.getValue()));
  }

  private static JsonObject joining(
      ProxyContainer proxy, Map<String, String> annotations, String security) {
    JsonObject container =
        container(
            "fairlead-join",
            proxy,
            annotations,
            "join",
            proxy.controlPlane(),
            "--service-account-token",
            TOKEN,
            "--cluster",
            proxy.cluster(),
            "--labels",
            "/etc/fairlead/labels",
            "--ca-hash",
            proxy.caHash(),
            "--force",
            "--no-start");
    container.add("securityContext", parsed(security));
    return container;
  }

  private static JsonObject container(
      String name, ProxyContainer proxy, Map<String, String> annotations, String... arguments) {
    JsonObject container = new JsonObject();
    container.addProperty("name", name);
    container.addProperty("image", annotations.getOrDefault(Annotations.IMAGE, proxy.image()));
    container.addProperty("imagePullPolicy", proxy.pullPolicy());
    JsonArray args = new JsonArray();
    for (String argument : arguments) {
      args.add(argument);
    }
    container.add("args", args);
    container.add("resources", resources(proxy.resources().with(annotations)));
    container.add("volumeMounts", Volumes.mounts());
    return container;
  }

  private static JsonObject resources(Resources resources) {
    JsonObject tree = new JsonObject();
    tree.add("requests", quantities(resources.cpuRequest(), resources.memoryRequest()));
    tree.add("limits", quantities(resources.cpuLimit(), resources.memoryLimit()));
    return tree;
  }

  private static JsonObject quantities(String cpu, String memory) {
    JsonObject quantities = new JsonObject();
    if (!cpu.isEmpty()) {
      quantities.addProperty("cpu", cpu);
    }
    if (!memory.isEmpty()) {
      quantities.addProperty("memory", memory);
    }
    return quantities;
  }

  private static JsonObject parsed(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }
}

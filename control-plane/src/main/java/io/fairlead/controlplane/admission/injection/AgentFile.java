package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings file of an agent in a pod: its annotations, in the agent's own words.
 *
 * @param text JSON, which is YAML too
 */
record AgentFile(String text, List<String> warnings) {

  private static final Pattern PORTS =
      Pattern.compile("[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?)*");
  private static final Pattern RANGES =
      Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}(,[0-9a-fA-F.:]+/[0-9]{1,3})*");
  private static final String ALL = "*";

  AgentFile {
    warnings = List.copyOf(warnings);
  }

  /** Envoy and the agent are users of their own; what Envoy's sends is not captured again. */
  static AgentFile sidecar(Map<String, String> annotations, Map<String, String> appProbes)
      throws InjectionException {
    JsonObject file = new JsonObject();
    file.add("envoy", envoy(annotations, Containers.PROXY_USER));
    file.addProperty("agentUser", Containers.AGENT_USER);
    file.add("capture", capture(annotations));
    if (!appProbes.isEmpty()) {
      JsonObject probes = new JsonObject();
      appProbes.forEach(probes::addProperty);
      JsonObject status = new JsonObject();
      status.add("appProbes", probes);
      file.add("status", status);
    }
    return new AgentFile(file.toString(), warnings(annotations));
  }

  /** One user for all: nothing is captured, so nobody must be told apart. */
  static AgentFile gateway(Map<String, String> annotations) {
    JsonObject capture = new JsonObject();
    capture.addProperty("mode", "gateway");
    JsonObject file = new JsonObject();
    file.add("envoy", envoy(annotations, ""));
    file.add("capture", capture);
    return new AgentFile(file.toString(), warnings(annotations));
  }

  private static JsonObject envoy(Map<String, String> annotations, String user) {
    JsonObject envoy = new JsonObject();
    envoy.addProperty("binary", "/usr/lib/fairlead/envoy/envoy");
    envoy.addProperty("user", user);
    if (annotations.containsKey(Annotations.LOG_LEVEL)) {
      envoy.addProperty("logLevel", annotations.get(Annotations.LOG_LEVEL));
    }
    return envoy;
  }

  private static JsonObject capture(Map<String, String> annotations) throws InjectionException {
    JsonObject capture = new JsonObject();
    capture.addProperty("mode", "redirect");
    String inbound = squeezed(annotations, Annotations.INBOUND_PORTS, ALL);
    require(
        inbound.equals(ALL) || fits(PORTS, inbound),
        Annotations.INBOUND_PORTS,
        "'*' or ports such as 80,8080");
    capture.addProperty("inboundPorts", inbound);
    capture.add("excludeInboundPorts", ports(annotations, Annotations.NOT_INBOUND_PORTS));
    capture.add("excludeOutboundPorts", ports(annotations, Annotations.NOT_OUTBOUND_PORTS));
    String ranges = squeezed(annotations, Annotations.OUTBOUND_RANGES, ALL);
    require(
        ranges.equals(ALL),
        Annotations.OUTBOUND_RANGES,
        "'*' only: name what passes the proxy by in " + Annotations.NOT_OUTBOUND_RANGES);
    String excluded = squeezed(annotations, Annotations.NOT_OUTBOUND_RANGES, "");
    require(
        fits(RANGES, excluded),
        Annotations.NOT_OUTBOUND_RANGES,
        "networks such as 10.9.0.0/16,192.168.0.0/24");
    capture.add("excludeOutboundCidrs", list(excluded));
    return capture;
  }

  private static JsonArray ports(Map<String, String> annotations, String key)
      throws InjectionException {
    String text = squeezed(annotations, key, "");
    require(fits(PORTS, text), key, "ports such as 80,8080");
    return list(text);
  }

  private static boolean fits(Pattern pattern, String text) {
    return text.isEmpty() || pattern.matcher(text).matches();
  }

  private static String squeezed(Map<String, String> annotations, String key, String other) {
    return annotations.getOrDefault(key, other).replace(" ", "");
  }

  private static void require(boolean holds, String annotation, String sentence)
      throws InjectionException {
    if (!holds) {
      throw new InjectionException("metadata.annotations[" + annotation + "]: write " + sentence);
    }
  }

  private static JsonArray list(String text) {
    JsonArray list = new JsonArray();
    for (String each : text.split(",", -1)) {
      if (!each.isEmpty()) {
        list.add(each);
      }
    }
    return list;
  }

  private static List<String> warnings(Map<String, String> annotations) {
    List<String> warnings = new ArrayList<>();
    for (String key : Annotations.WITHOUT_EFFECT) {
      if (annotations.containsKey(key)) {
        warnings.add("metadata.annotations[" + key + "] has no effect in this mesh: remove it");
      }
    }
    return warnings;
  }
}

package io.fairlead.istioconfig.crd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may be written back to a resource: conditions, as Kubernetes has them. */
final class StatusSchema {

  private static final Map<String, Object> TEXT = ScalarSchema.typed("string", "");
  private static final Map<String, Object> TIME = ScalarSchema.typed("string", "date-time");

  /** Written as a number or, by some, as text. */
  private static final Map<String, Object> GENERATION = Map.of("x-kubernetes-int-or-string", true);

  private StatusSchema() {}

  static Map<String, Object> tree() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("type", "array");
    conditions.put("x-kubernetes-list-type", "map");
    conditions.put("x-kubernetes-list-map-keys", List.of("type"));
    conditions.put("items", condition());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("conditions", conditions);
    properties.put("observedGeneration", GENERATION);
    return object(properties);
  }

  private static Map<String, Object> condition() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", TEXT);
    properties.put("status", ScalarSchema.oneOf(List.of("True", "False", "Unknown")));
    properties.put("reason", TEXT);
    properties.put("message", TEXT);
    properties.put("lastTransitionTime", TIME);
    properties.put("lastProbeTime", TIME);
    properties.put("observedGeneration", GENERATION);
    Map<String, Object> condition = object(properties);
    condition.put("required", List.of("type", "status"));
    return condition;
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    return schema;
  }
}

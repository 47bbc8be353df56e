package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The difference of two pods as a JSON patch: a member that differs is set as a whole. */
final class Patch {

  private static final List<String> METADATA = List.of("labels", "annotations");
  private static final List<String> SPEC =
      List.of("initContainers", "containers", "volumes", "securityContext");

  private Patch() {}

  static JsonArray between(JsonObject before, JsonObject after) {
    JsonArray patch = new JsonArray();
    if (!before.has("metadata")) {
      patch.add(set("/metadata", new JsonObject()));
    }
    METADATA.forEach(key -> addIfChanged("metadata", key, before, after, patch));
    SPEC.forEach(key -> addIfChanged("spec", key, before, after, patch));
    return patch;
  }

  private static void addIfChanged(
      String parent, String key, JsonObject before, JsonObject after, JsonArray patch) {
    JsonElement value = Pods.object(after, parent).get(key);
    if (value != null && !value.equals(Pods.object(before, parent).get(key))) {
      patch.add(set("/" + parent + "/" + key, value));
    }
  }

  private static JsonObject set(String path, JsonElement value) {
    JsonObject operation = new JsonObject();
    operation.addProperty("op", "add");
    operation.addProperty("path", path);
    operation.add("value", value);
    return operation;
  }
}

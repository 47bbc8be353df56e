package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks into a pod, and changes a copy of one. What is not of the expected form counts as absent.
 */
final class Pods {

  private Pods() {}

  static Map<String, String> labels(JsonObject pod) {
    return texts(object(object(pod, "metadata"), "labels"));
  }

  static Map<String, String> annotations(JsonObject pod) {
    return texts(object(object(pod, "metadata"), "annotations"));
  }

  static boolean isOnHostNetwork(JsonObject pod) {
    JsonElement value = object(pod, "spec").get("hostNetwork");
    return value != null && value.isJsonPrimitive() && value.getAsBoolean();
  }

  /** The container itself, not a copy. */
  static Optional<JsonObject> container(JsonObject pod, String name) {
    for (JsonElement each : array(object(pod, "spec"), "containers")) {
      if (each instanceof JsonObject container && name.equals(text(container, "name"))) {
        return Optional.of(container);
      }
    }
    return Optional.empty();
  }

  static String text(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /** The object of that key, a new one in its place where there is none. */
  static JsonObject own(JsonObject parent, String key) {
    if (parent.get(key) instanceof JsonObject found) {
      return found;
    }
    JsonObject made = new JsonObject();
    parent.add(key, made);
    return made;
  }

  static void prepend(JsonObject pod, String list, JsonArray first) {
    JsonArray all = first.deepCopy();
    all.addAll(array(object(pod, "spec"), list));
    own(pod, "spec").add(list, all);
  }

  static void append(JsonObject pod, String list, JsonArray last) {
    JsonArray all = array(object(pod, "spec"), list).deepCopy();
    all.addAll(last);
    own(pod, "spec").add(list, all);
  }

  static void annotate(JsonObject pod, String key, String value) {
    own(own(pod, "metadata"), "annotations").addProperty(key, value);
  }

  static void labelUnlessThere(JsonObject pod, String key, String value) {
    JsonObject labels = own(own(pod, "metadata"), "labels");
    if (!labels.has(key)) {
      labels.addProperty(key, value);
    }
  }

  static JsonObject object(JsonObject parent, String key) {
    return parent.get(key) instanceof JsonObject found ? found : new JsonObject();
  }

  private static JsonArray array(JsonObject parent, String key) {
    return parent.get(key) instanceof JsonArray found ? found : new JsonArray();
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new TreeMap<>();
    object.asMap().keySet().forEach(key -> texts.put(key, text(object, key)));
    return texts;
  }
}

package io.fairlead.testenv.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads parts of stored objects. A field that nobody here follows is refused, never passed over.
 */
final class Stored {

  private Stored() {}

  /** The object itself, which has none but these fields. */
  static JsonObject following(JsonObject object, String... fields) {
    Set<String> others = new TreeSet<>(object.keySet());
    others.removeAll(Set.of(fields));
    if (!others.isEmpty()) {
      throw new TestEnvironmentException(
          "Nobody follows %s of %s: the test's kubelet must learn it".formatted(others, object));
    }
    return object;
  }

  /** Empty where there is no such list. */
  static List<JsonObject> objects(JsonObject object, String field) {
    return elements(object, field).stream().map(JsonElement::getAsJsonObject).toList();
  }

  static List<String> texts(JsonObject object, String field) {
    return elements(object, field).stream().map(JsonElement::getAsString).toList();
  }

  private static List<JsonElement> elements(JsonObject object, String field) {
    return object.has(field) ? object.getAsJsonArray(field).asList() : List.of();
  }

  static String text(JsonObject object, String field) {
    return object.has(field) ? object.get(field).getAsString() : "";
  }

  static boolean isTrue(JsonObject object, String field) {
    return object.has(field) && object.get(field).getAsBoolean();
  }
}

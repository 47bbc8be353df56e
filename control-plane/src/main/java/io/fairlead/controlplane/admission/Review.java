package io.fairlead.controlplane.admission;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an API server asks: whether one object may be written.
 *
 * @param uid of the question, which the answer names
 * @param namespace of the object, which the object itself may lack yet
 * @param object as it would be written
 */
record Review(String uid, String namespace, JsonObject object) {

  static final String API_VERSION = "admission.k8s.io/v1";

  /** Empty where the text is no review, or one without an object. */
  static Optional<Review> parse(byte[] body) {
    try {
      JsonElement root = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
      if (root.isJsonObject()
          && root.getAsJsonObject().get("request") instanceof JsonObject request
          && request.get("object") instanceof JsonObject object) {
        return Optional.of(new Review(text(request, "uid"), text(request, "namespace"), object));
      }
      return Optional.empty();
    } catch (JsonParseException | StackOverflowError e) {
      // Nested deeper than the stack: nothing that an API server sends.
      return Optional.empty();
    }
  }

  private static String text(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}

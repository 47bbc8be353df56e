package io.fairlead.testenv.programs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A connected proxy, as {@code fairlead proxy status} tells it. */
public record ProxyStatus(
    String nodeId, String principal, boolean captured, long rejections, List<String> errors) {

  public ProxyStatus {
    errors = List.copyOf(errors);
  }

  /** Protobuf's JSON: absent fields hold their default, 64-bit integers are strings. */
  static ProxyStatus of(JsonObject proxy) {
    long rejections = 0;
    List<String> errors = new ArrayList<>();
    JsonElement types = proxy.get("types");
    if (types != null) {
      for (JsonElement each : types.getAsJsonArray()) {
        JsonObject type = each.getAsJsonObject();
        rejections += type.has("rejections") ? type.get("rejections").getAsLong() : 0;
        String error = text(type, "lastError");
        if (!error.isEmpty()) {
          errors.add(text(type, "typeUrl") + ": " + error);
        }
      }
    }
    return new ProxyStatus(
        text(proxy, "nodeId"),
        text(proxy, "principal"),
        proxy.has("captured") && proxy.get("captured").getAsBoolean(),
        rejections,
        errors);
  }

  private static String text(JsonObject object, String key) {
    return object.has(key) ? object.get(key).getAsString() : "";
  }
}

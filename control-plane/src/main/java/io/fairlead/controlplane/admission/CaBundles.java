package io.fairlead.controlplane.admission;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Which webhooks of a configuration lack our root certificate. */
final class CaBundles {

  private CaBundles() {}

  /**
   * The JSON patch that puts it in; empty where nothing is missing. It fails where somebody was
   * quicker.
   *
   * @param bundle PEM in Base64
   */
  static Optional<String> patch(JsonObject configuration, String bundle) {
    JsonArray patch = new JsonArray();
    if (configuration.get("webhooks") instanceof JsonArray webhooks) {
      for (int i = 0; i < webhooks.size(); i++) {
        if (!bundle.equals(bundleOf(webhooks.get(i)))) {
          patch.add(operation("add", "/webhooks/" + i + "/clientConfig/caBundle", bundle));
        }
      }
    }
    if (patch.isEmpty()) {
      return Optional.empty();
    }
    JsonArray guarded = new JsonArray();
    if (configuration.get("metadata") instanceof JsonObject metadata
        && metadata.get("resourceVersion") instanceof JsonElement version) {
      guarded.add(operation("test", "/metadata/resourceVersion", version.getAsString()));
    }
    guarded.addAll(patch);
    return Optional.of(Verdict.JSON.toJson(guarded));
  }

  private static String bundleOf(JsonElement webhook) {
    return webhook instanceof JsonObject object
            && object.get("clientConfig") instanceof JsonObject client
            && client.get("caBundle") instanceof JsonElement bundle
        ? bundle.getAsString()
        : "";
  }

  private static JsonObject operation(String op, String path, String value) {
    JsonObject operation = new JsonObject();
    operation.addProperty("op", op);
    operation.addProperty("path", path);
    operation.addProperty("value", value);
    return operation;
  }
}

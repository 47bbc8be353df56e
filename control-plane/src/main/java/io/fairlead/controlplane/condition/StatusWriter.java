package io.fairlead.controlplane.condition;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.istioconfig.crd.CustomResources;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Writes the status of a resource of the Gateway API. What others say there stays as it is, so it
 * is read first, and written only where it differs.
 */
record StatusWriter(ApiServer.Session session, InstantSource clock) {

  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String MERGE = "application/merge-patch+json";
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int ATTEMPTS = 3;

  /** The last answer of the API server. */
  ApiServer.Answer write(Told told) throws IOException, InterruptedException {
    String path = path(told);
    ApiServer.Answer answer = new ApiServer.Answer(CONFLICT, "");
    for (int i = 0; i < ATTEMPTS && answer.code() == CONFLICT; i++) {
      answer = session.get(path);
      if (answer.code() != OK) {
        return answer;
      }
      JsonObject object = object(answer.body());
      JsonObject before = member(object, "status");
      JsonObject now = new StatusText(told, clock).merged(before);
      if (now.equals(before)) {
        return answer;
      }
      answer = session.patch(path + "/status", MERGE, patch(object, now));
    }
    return answer;
  }

  static String path(Told told) {
    String namespace =
        told.id().kind().equals("GatewayClass")
            ? ""
            : "namespaces/" + told.id().name().namespace() + "/";
    return "/apis/%s/%s/%s%s/%s"
        .formatted(
            GROUP,
            told.version(),
            namespace,
            CustomResources.plural(told.id().kind()),
            told.id().name().name());
  }

  /** It holds only as long as nobody else has written meanwhile. */
  private static String patch(JsonObject object, JsonObject status) {
    JsonObject metadata = new JsonObject();
    metadata.add("resourceVersion", member(object, "metadata").get("resourceVersion"));
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    patch.add("status", status);
    return patch.toString();
  }

  private static JsonObject object(String body) throws IOException {
    try {
      return JsonParser.parseString(body).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("the API server answers what is no resource: " + e.getMessage(), e);
    }
  }

  private static JsonObject member(JsonObject object, String name) {
    JsonElement found = object.get(name);
    return found instanceof JsonObject member ? member : new JsonObject();
  }
}

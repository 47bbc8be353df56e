package io.fairlead.testenv.mesh;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

/** What came back for one HTTP request. {@code status} is 0 where there was no answer. */
public record Answer(int status, String body) {

  public boolean isOk() {
    return status == 200;
  }

  /** The name of the echo service that answered, empty where none did. */
  public String service() {
    JsonObject echo = echo();
    return echo.has("service") ? echo.get("service").getAsString() : "";
  }

  /** A header of the request as the service received it, empty where it was absent. */
  public String requestHeader(String name) {
    JsonObject echo = echo();
    if (!echo.has("headers") || !echo.getAsJsonObject("headers").has(name)) {
      return "";
    }
    return echo.getAsJsonObject("headers").get(name).getAsString();
  }

  /** Who called, as the service's own Envoy told it by the header for that. */
  public String callerSeen() {
    for (String element : requestHeader("x-forwarded-client-cert").split("[;,]")) {
      if (element.startsWith("URI=")) {
        return element.substring("URI=".length());
      }
    }
    return "";
  }

  private JsonObject echo() {
    try {
      return JsonParser.parseString(body).getAsJsonObject();
    } catch (JsonSyntaxException | IllegalStateException e) {
      return new JsonObject();
    }
  }
}

package io.fairlead.registrybridge.source.consul;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Consul's answers, with a sentence where one is not of the form that Consul documents. */
final class ConsulJson {

  private ConsulJson() {}

  /** {@code /v1/catalog/services}: the tags of each service by its name. */
  static Map<String, List<String>> services(String body) throws ConsulException {
    return reading(
        body,
        "services",
        root -> {
          Map<String, List<String>> services = new LinkedHashMap<>();
          root.getAsJsonObject().asMap().forEach((name, tags) -> services.put(name, texts(tags)));
          return services;
        });
  }

  /** {@code /v1/catalog/nodes}: the address of each node by its name. */
  static Map<String, String> nodes(String body) throws ConsulException {
    return reading(
        body,
        "nodes",
        root -> {
          Map<String, String> nodes = new LinkedHashMap<>();
          objects(root).forEach(node -> nodes.put(text(node, "Node"), text(node, "Address")));
          return nodes;
        });
  }

  /** {@code /v1/health/state/...}: the checks in one state. */
  static List<ConsulInstance.Check> checks(String body) throws ConsulException {
    return reading(body, "checks", ConsulJson::checks);
  }

  /** {@code /v1/health/service/...}: the instances of one service. */
  static List<ConsulInstance> instances(String body) throws ConsulException {
    return reading(
        body, "instances", root -> objects(root).stream().map(ConsulJson::instance).toList());
  }

  private static ConsulInstance instance(JsonObject entry) {
    JsonObject node = entry.getAsJsonObject("Node");
    JsonObject service = entry.getAsJsonObject("Service");
    return new ConsulInstance(
        new ConsulInstance.Node(text(node, "Node"), text(node, "Address")),
        text(service, "ID"),
        new ConsulInstance.Registration(
            text(service, "Address"),
            port(service.get("Port")),
            texts(service.get("Tags")),
            pairs(service.get("Meta")),
            text(service, "Kind")),
        checks(entry.get("Checks")));
  }

  /** Consul leaves a port of 0 out. */
  private static int port(@Nullable JsonElement element) {
    return element == null || element.isJsonNull() ? 0 : element.getAsBigDecimal().intValueExact();
  }

  private static List<ConsulInstance.Check> checks(@Nullable JsonElement element) {
    return objects(element).stream()
        .map(
            check ->
                new ConsulInstance.Check(
                    new ConsulInstance.CheckKey(text(check, "Node"), text(check, "CheckID")),
                    text(check, "ServiceName"),
                    text(check, "Status")))
        .toList();
  }

  private static <T> T reading(String body, String what, Function<JsonElement, T> reader)
      throws ConsulException {
    try {
      return reader.apply(JsonParser.parseString(body));
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | ArithmeticException
        | UnsupportedOperationException
        | NumberFormatException e) {
      // Gson tells of a wrong shape by any of these; its own text speaks of Java classes.
      throw new ConsulException(
          "Consul's answer for its " + what + " is not of the form that Consul documents", e);
    }
  }

  private static List<JsonObject> objects(@Nullable JsonElement element) {
    List<JsonObject> objects = new ArrayList<>();
    if (element != null && !element.isJsonNull()) {
      for (JsonElement item : element.getAsJsonArray()) {
        objects.add(item.getAsJsonObject());
      }
    }
    return objects;
  }

  private static List<String> texts(@Nullable JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return List.of();
    }
    JsonArray array = element.getAsJsonArray();
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(item -> texts.add(item.getAsString()));
    return texts;
  }

  private static Map<String, String> pairs(@Nullable JsonElement element) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (element != null && !element.isJsonNull()) {
      element
          .getAsJsonObject()
          .asMap()
          .forEach((key, value) -> pairs.put(key, value.getAsString()));
    }
    return pairs;
  }

  private static String text(JsonObject object, String key) {
    JsonElement element = object.get(key);
    if (element == null || element.isJsonNull()) {
      return "";
    }
    JsonPrimitive primitive = element.getAsJsonPrimitive();
    return primitive.getAsString();
  }
}

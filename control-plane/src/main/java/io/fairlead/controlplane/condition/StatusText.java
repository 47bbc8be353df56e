package io.fairlead.controlplane.condition;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Condition;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes what is told of a resource into the status that it has. */
record StatusText(Told told, InstantSource clock) {

  private static final String CONDITIONS = "conditions";
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final int MOST_ADDRESSES = 16;
  private static final int MOST_ANCESTORS = 16;
  private static final int LONGEST_MESSAGE = 4_000;

  /** The status as it should be; what is not ours is taken over. */
  JsonObject merged(JsonObject before) {
    JsonObject now = before.deepCopy();
    switch (told.status()) {
      case Status.OfClass(List<Condition> conditions) ->
          now.add(CONDITIONS, conditions(conditions, array(before, CONDITIONS)));
      case Status.OfGateway gateway -> {
        now.add(
            CONDITIONS,
            conditions(
                List.of(gateway.accepted(), gateway.programmed()), array(before, CONDITIONS)));
        now.add("addresses", addresses(gateway.addresses()));
        now.add("listeners", listeners(gateway.listeners(), array(before, "listeners")));
      }
      case Status.OfRoute(List<Status.OfParent> parents) ->
          now.add("parents", parents(parents, array(before, "parents")));
      case Status.OfPolicy(List<Status.OfParent> ancestors) ->
          now.add("ancestors", ancestors(ancestors, array(before, "ancestors")));
    }
    return now;
  }

  /** An API server takes so many and no more, with those of others. */
  private JsonArray ancestors(List<Status.OfParent> ancestors, JsonArray before) {
    long others = before.asList().stream().filter(entry -> !isOurs(entry)).count();
    return entries(
        "ancestorRef",
        ancestors.stream().limit(Math.max(0, MOST_ANCESTORS - others)).toList(),
        before);
  }

  private JsonArray parents(List<Status.OfParent> parents, JsonArray before) {
    return entries("parentRef", parents, before);
  }

  private JsonArray entries(String name, List<Status.OfParent> parents, JsonArray before) {
    JsonArray all = new JsonArray();
    List<JsonObject> own = new ArrayList<>();
    for (JsonElement one : before) {
      if (one instanceof JsonObject entry && isOurs(entry)) {
        own.add(entry);
      } else {
        all.add(one);
      }
    }
    for (Status.OfParent parent : parents) {
      JsonObject reference = reference(parent.parent());
      JsonArray told =
          own.stream()
              .filter(entry -> reference.equals(entry.get(name)))
              .findFirst()
              .map(entry -> array(entry, CONDITIONS))
              .orElseGet(JsonArray::new);
      JsonObject entry = new JsonObject();
      entry.add(name, reference);
      entry.addProperty("controllerName", Status.CONTROLLER);
      entry.add(CONDITIONS, conditions(parent.conditions(), told));
      all.add(entry);
    }
    return all;
  }

  private static boolean isOurs(JsonElement entry) {
    return entry instanceof JsonObject object
        && Status.CONTROLLER.equals(text(object, "controllerName"));
  }

  /** A group that is left out is the Gateway API's own, which has no Services. */
  private static JsonObject reference(Status.Parent parent) {
    JsonObject reference = new JsonObject();
    if (!parent.group().isEmpty() || parent.kind().equals("Service")) {
      reference.addProperty("group", parent.group());
    }
    add(reference, "kind", parent.kind());
    add(reference, "namespace", parent.namespace());
    add(reference, "name", parent.name());
    add(reference, "sectionName", parent.sectionName());
    if (parent.port() != 0) {
      reference.addProperty("port", parent.port());
    }
    return reference;
  }

  private JsonArray listeners(List<Status.OfListener> listeners, JsonArray before) {
    JsonArray all = new JsonArray();
    for (Status.OfListener listener : listeners) {
      JsonArray kinds = new JsonArray();
      for (String kind : listener.supportedKinds()) {
        JsonObject supported = new JsonObject();
        supported.addProperty("group", GROUP);
        supported.addProperty("kind", kind);
        kinds.add(supported);
      }
      JsonArray told = new JsonArray();
      for (JsonElement one : before) {
        if (one instanceof JsonObject entry && listener.name().equals(text(entry, "name"))) {
          told = array(entry, CONDITIONS);
        }
      }
      JsonObject entry = new JsonObject();
      entry.addProperty("name", listener.name());
      entry.add("supportedKinds", kinds);
      entry.addProperty("attachedRoutes", listener.attachedRoutes());
      entry.add(CONDITIONS, conditions(listener.conditions(), told));
      all.add(entry);
    }
    return all;
  }

  private static JsonArray addresses(List<String> addresses) {
    JsonArray all = new JsonArray();
    for (String address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("type", isLiteral(address) ? "IPAddress" : "Hostname");
      entry.addProperty("value", address);
      all.add(entry);
    }
    return all;
  }

  private static boolean isLiteral(String address) {
    return address.contains(":") || address.chars().allMatch(c -> c == '.' || Character.isDigit(c));
  }

  /** Those of other types stay; the time of one that says what it said is kept. */
  private JsonArray conditions(List<Condition> conditions, JsonArray before) {
    JsonArray all = new JsonArray();
    for (JsonElement one : before) {
      boolean isOther =
          conditions.stream()
              .noneMatch(
                  own -> one instanceof JsonObject entry && own.type().equals(text(entry, "type")));
      if (isOther) {
        all.add(one);
      }
    }
    for (Condition condition : conditions) {
      all.add(condition(condition, before));
    }
    return all;
  }

  private JsonObject condition(Condition condition, JsonArray before) {
    String status = condition.isTrue() ? "True" : "False";
    String since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    for (JsonElement one : before) {
      if (one instanceof JsonObject entry
          && condition.type().equals(text(entry, "type"))
          && status.equals(text(entry, "status"))
          && !text(entry, "lastTransitionTime").isEmpty()) {
        since = text(entry, "lastTransitionTime");
      }
    }
    String message = condition.message();
    JsonObject written = new JsonObject();
    written.addProperty("type", condition.type());
    written.addProperty("status", status);
    written.addProperty("reason", condition.reason());
    written.addProperty(
        "message",
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE));
    written.addProperty("observedGeneration", told.generation());
    written.addProperty("lastTransitionTime", since);
    return written;
  }

  private static JsonArray array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array ? array : new JsonArray();
  }

  private static String text(JsonObject object, String name) {
    JsonElement found = object.get(name);
    return found != null && found.isJsonPrimitive() ? found.getAsString() : "";
  }

  private static void add(JsonObject object, String name, String value) {
    if (!value.isEmpty()) {
      object.addProperty(name, value);
    }
  }
}

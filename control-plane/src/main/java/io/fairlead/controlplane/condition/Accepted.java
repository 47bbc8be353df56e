package io.fairlead.controlplane.condition;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.crd.CustomResources;
import io.fairlead.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The condition {@code Accepted} of a resource.
 *
 * @param reason one word, for programs
 * @param message what is wrong, for people
 */
record Accepted(boolean isTrue, String reason, String message) {

  private static final int LONGEST = 4_000;

  static Accepted of(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      return new Accepted(false, "Refused", text(errors));
    }
    return problems.isEmpty()
        ? new Accepted(true, "Accepted", "")
        : new Accepted(true, "AcceptedWithWarnings", text(problems));
  }

  private static String text(List<Problem> problems) {
    String text = problems.stream().map(Problem::ofField).collect(Collectors.joining("; "));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }

  /**
   * What is applied to the resource's status. It says no time: equal conditions are equal texts,
   * which an API server does not write again.
   */
  String applied(IstioResource resource) {
    JsonObject condition = new JsonObject();
    condition.addProperty("type", "Accepted");
    condition.addProperty("status", isTrue ? "True" : "False");
    condition.addProperty("reason", reason);
    condition.addProperty("message", message);
    JsonArray conditions = new JsonArray();
    conditions.add(condition);
    JsonObject status = new JsonObject();
    status.add("conditions", conditions);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", resource.name().name());
    metadata.addProperty("namespace", resource.name().namespace());
    JsonObject object = new JsonObject();
    object.addProperty("apiVersion", resource.kind().apiVersion());
    object.addProperty("kind", resource.kind().name());
    object.add("metadata", metadata);
    object.add("status", status);
    return object.toString();
  }

  /** Where the status of a resource lies. */
  static String path(IstioResource resource) {
    return "/apis/%s/namespaces/%s/%s/%s/status?fieldManager=fairlead-control-plane&force=true"
        .formatted(
            resource.kind().apiVersion(),
            resource.name().namespace(),
            CustomResources.plural(resource.kind()),
            resource.name().name());
  }
}

package io.fairlead.controlplane.admission;

import com.google.gson.JsonObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a resource can be read, by the readers that every other source of them goes through. */
final class Validation {

  /** An API server cuts what is longer. */
  private static final int MOST_WARNINGS = 16;

  private Validation() {}

  static Verdict of(Review review) {
    JsonObject object = review.object().deepCopy();
    if (object.get("metadata") instanceof JsonObject metadata) {
      if (metadata.has("deletionTimestamp")) {
        // Only its finalizers still change: whoever deletes a broken resource is not stopped.
        return new Verdict.Allowed(List.of());
      }
      complete(metadata, review.namespace());
    }
    List<Problem> problems = problems(Verdict.JSON.toJson(object));
    List<String> warnings =
        problems.stream()
            .filter(problem -> !problem.isError())
            .limit(MOST_WARNINGS)
            .map(Problem::ofField)
            .toList();
    if (problems.stream().noneMatch(Problem::isError)) {
      return new Verdict.Allowed(warnings);
    }
    return new Verdict.Refused(
        problems.stream()
            .filter(Problem::isError)
            .map(Problem::ofField)
            .collect(Collectors.joining("; ")),
        warnings);
  }

  /** What the API server itself keeps is not for the reader; a generated name comes later. */
  private static void complete(JsonObject metadata, String namespace) {
    metadata.remove("managedFields");
    if (!metadata.has("namespace")) {
      metadata.addProperty("namespace", namespace);
    }
    if (!metadata.has("name") && metadata.has("generateName")) {
      metadata.addProperty("name", metadata.get("generateName").getAsString() + "x");
    }
  }

  private static List<Problem> problems(String json) {
    Parsed<IstioResource> parsed = IstioYaml.read("", json);
    List<Problem> problems = new ArrayList<>(parsed.problems());
    for (IstioResource resource : parsed.values()) {
      problems.addAll(ResourceReader.read(resource).problems());
    }
    return problems;
  }
}

package io.fairlead.istioconfig.rules;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule, and a resource that breaks it.
 *
 * @param isWarningThere Istio takes the resource, and warns
 * @param broken the resource as YAML
 */
record Rule(String kind, String sentence, boolean isWarningThere, String broken, Outcome outcome) {

  /** What becomes of the resource here. */
  sealed interface Outcome {

    /** It is not taken. */
    record Refused(String code) implements Outcome {}

    /** It is taken with a warning. */
    record Warned(String code) implements Outcome {}

    /** It is taken, for a reason. */
    record Taken(String reason) implements Outcome {}

    /** The code that the problem carries. */
    default Optional<String> told() {
      return switch (this) {
        case Refused(String code) -> Optional.of(code);
        case Warned(String code) -> Optional.of(code);
        case Taken taken -> Optional.empty();
      };
    }
  }

  /** All problems that are told of the resource, as {@code fairlead validate} tells them. */
  List<Problem> problems() {
    Parsed<IstioResource> parsed = IstioYaml.read("rule.yaml", broken);
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.values().forEach(resource -> problems.addAll(ResourceReader.read(resource).problems()));
    return problems;
  }

  @Override
  public String toString() {
    return kind + ": " + sentence;
  }
}

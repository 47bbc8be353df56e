package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The problems of one resource, each with its field and, where known, the place of it. */
final class Findings {

  private final IstioResource resource;
  private final List<Problem> problems = new ArrayList<>();

  Findings(IstioResource resource) {
    this.resource = resource;
  }

  /** Whether it is a credential {@code namespace/name} that the resource was allowed to name. */
  boolean isGranted(String credential) {
    return resource.metadata().granted().stream()
        .anyMatch(name -> name.toString().equals(credential));
  }

  void error(ProblemCode code, String path, String sentence) {
    problems.add(
        Problem.error(
            code, resource.title(), path, resource.metadata().locationOf(path), sentence));
  }

  /** Something that is taken, and has no effect or another one than was meant. */
  void warning(String path, String sentence) {
    warning(ProblemCode.NO_EFFECT, path, sentence);
  }

  void warning(ProblemCode code, String path, String sentence) {
    problems.add(
        Problem.warning(
            code, resource.title(), path, resource.metadata().locationOf(path), sentence));
  }

  /** Tells each label that no workload can carry. */
  void labels(String path, Map<String, String> labels) {
    new TreeMap<>(labels)
        .forEach(
            (key, value) ->
                Names.problemWithLabel(key, value)
                    .ifPresent(
                        sentence ->
                            error(ProblemCode.BAD_LABEL, path + "[" + key + "]", sentence)));
  }

  /** Tells what keeps labels from choosing workloads. */
  void selector(String path, Map<String, String> labels) {
    labels(path, labels);
    if (labels.isEmpty()) {
      error(
          ProblemCode.MISSING_FIELD,
          path,
          "is empty: name at least one label, or leave the selector out for all workloads");
    }
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  List<Problem> all() {
    return problems;
  }
}

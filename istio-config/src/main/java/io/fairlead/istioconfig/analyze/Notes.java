package io.fairlead.istioconfig.analyze;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found, each at the place of the field that it is about. */
final class Notes {

  private static final Comparator<Problem> IN_ORDER =
      Comparator.comparing((Problem problem) -> problem.location().file())
          .thenComparingInt(problem -> problem.location().line())
          .thenComparingInt(problem -> problem.location().column())
          .thenComparing(Problem::resource);

  private final List<Problem> problems = new ArrayList<>();

  void error(ProblemCode code, IstioResource resource, String path, String sentence) {
    problems.add(
        Problem.error(
            code, resource.title(), path, resource.metadata().locationOf(path), sentence));
  }

  void warning(ProblemCode code, IstioResource resource, String path, String sentence) {
    problems.add(
        Problem.warning(
            code, resource.title(), path, resource.metadata().locationOf(path), sentence));
  }

  List<Problem> all() {
    return problems.stream().sorted(IN_ORDER).toList();
  }
}

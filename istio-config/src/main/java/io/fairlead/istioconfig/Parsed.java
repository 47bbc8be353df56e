package io.fairlead.istioconfig;

import io.fairlead.model.Problem;
import java.util.Comparator;
import java.util.List;

/** What could be read of an input, and every problem found in it, in the order of the text. */
public record Parsed<T>(List<T> values, List<Problem> problems) {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt((Problem problem) -> problem.location().line())
          .thenComparingInt(problem -> problem.location().column());

  public Parsed {
    values = List.copyOf(values);
    problems = problems.stream().sorted(BY_PLACE).toList();
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}

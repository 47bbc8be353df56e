package io.fairlead.istioconfig;

import io.fairlead.model.Problem;
import java.util.List;

/** What could be read of an input, and every problem found in it. */
public record Parsed<T>(List<T> values, List<Problem> problems) {

  public Parsed {
    values = List.copyOf(values);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}

package io.fairlead.registrybridge.merge;

import io.fairlead.model.Problem;
import java.util.List;

/** A merged service, and where its sources contradict each other. */
public record Merged(MergedService service, List<Problem> problems) {
  public Merged {
    problems = List.copyOf(problems);
  }
}

package io.fairlead.cli.admin;

import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import java.util.List;

/** Problems as the control plane tells them. */
public final class AdminProblems {

  private AdminProblems() {}

  public static List<Problem> from(List<io.fairlead.api.fairlead.v1.Problem> problems) {
    return problems.stream().map(AdminProblems::from).toList();
  }

  private static Problem from(io.fairlead.api.fairlead.v1.Problem problem) {
    SourceLocation location =
        new SourceLocation(problem.getFile(), problem.getLine(), problem.getColumn());
    Problem.Severity severity =
        switch (problem.getSeverity()) {
          case SEVERITY_WARNING -> Problem.Severity.WARNING;
          case SEVERITY_ERROR, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Problem.Severity.ERROR;
        };
    return new Problem(
        severity,
        problem.getCode(),
        problem.getResource(),
        problem.getField(),
        location,
        problem.getMessage());
  }
}

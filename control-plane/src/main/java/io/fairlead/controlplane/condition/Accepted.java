package io.fairlead.controlplane.condition;

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
    return problems.stream().map(Problem::ofField).collect(Collectors.joining("; "));
  }

  Said said() {
    return new Said("Accepted", isTrue ? "True" : "False", reason, message);
  }
}

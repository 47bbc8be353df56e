package io.fairlead.conformance.plane;

import io.fairlead.model.Problem;
import java.util.List;

/** The scenario's resources are not taken. */
public final class Refused extends AssertionError {

  private static final long serialVersionUID = 1;

  Refused(List<Problem> problems) {
    super("Fairlead refuses the scenario: " + problems);
  }
}

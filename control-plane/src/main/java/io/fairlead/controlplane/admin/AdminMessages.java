package io.fairlead.controlplane.admin;

import com.google.protobuf.Timestamp;
import io.fairlead.api.fairlead.v1.Applied;
import io.fairlead.api.fairlead.v1.Problem.Severity;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.model.Problem;
import java.time.Instant;

/** Values of ours in the words of the admin API. */
final class AdminMessages {

  private AdminMessages() {}

  static io.fairlead.api.fairlead.v1.Problem problem(Problem problem) {
    return io.fairlead.api.fairlead.v1.Problem.newBuilder()
        .setSeverity(
            switch (problem.severity()) {
              case ERROR -> Severity.SEVERITY_ERROR;
              case WARNING -> Severity.SEVERITY_WARNING;
            })
        .setResource(problem.resource())
        .setField(problem.field())
        .setFile(problem.location().file())
        .setLine(problem.location().line())
        .setColumn(problem.location().column())
        .setMessage(problem.message())
        .setCode(problem.code())
        .build();
  }

  static Applied.Change change(AppliedSource.Change change) {
    return switch (change) {
      case CREATED -> Applied.Change.CHANGE_CREATED;
      case CONFIGURED -> Applied.Change.CHANGE_CONFIGURED;
      case UNCHANGED -> Applied.Change.CHANGE_UNCHANGED;
    };
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

package io.fairlead.cli.admin;

import io.fairlead.cli.exit.Failure;
import io.fairlead.istioconfig.Excerpt;
import io.grpc.Status;
import java.nio.file.Path;

/** The one place that turns the status of a call into a sentence and an exit code. */
final class Failures {

  private static final int MAX_SENTENCE = 1_000;

  private Failures() {}

  static Failure of(Status status, Path socket) {
    String reason =
        status.getDescription() == null ? "" : Excerpt.clean(status.getDescription(), MAX_SENTENCE);
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          Failure.unreachable(
              "nobody answers at "
                  + socket
                  + ": look whether fairlead-control-plane runs on this host, or name its socket"
                  + " with --socket");
      case DEADLINE_EXCEEDED, CANCELLED ->
          Failure.unreachable(
              "the control plane at "
                  + socket
                  + " did not answer in time: look into its log, then try again");
      case UNIMPLEMENTED ->
          Failure.failed(
              "the control plane at " + socket + " does not know this request: upgrade it");
      case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE ->
          Failure.failed(reason.isEmpty() ? "the control plane refused the request" : reason);
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          Failure.failed("the control plane at " + socket + " does not allow this: " + reason);
      case RESOURCE_EXHAUSTED ->
          Failure.failed("the control plane at " + socket + " is at a limit: " + reason);
      case ABORTED ->
          Failure.failed("somebody else changed the same thing: look at it and try again");
      case OK, UNKNOWN, INTERNAL, DATA_LOSS ->
          Failure.failed(
              "the control plane at "
                  + socket
                  + " failed"
                  + (reason.isEmpty() ? "" : " (" + reason + ")")
                  + ": look into its log");
    };
  }
}

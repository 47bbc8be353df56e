package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPFaultInjection;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Fault;
import io.fairlead.model.policy.Fault.Abort;
import io.fairlead.model.policy.Fault.Delay;
import java.util.List;

/** Reads what goes wrong on purpose. */
record FaultReader(Findings findings) {

  private static final int FIRST_STATUS = 200;
  private static final int LAST_STATUS = 599;

  /** By their numbers in gRPC. */
  private static final List<String> GRPC_CODES =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  Fault read(String path, HTTPFaultInjection fault) {
    if (!fault.hasDelay() && !fault.hasAbort()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: write a delay, an abort or both");
    }
    return new Fault(
        fault.hasDelay() ? delay(path + ".delay", fault.getDelay()) : Delay.NONE,
        fault.hasAbort() ? abort(path + ".abort", fault.getAbort()) : new Abort.None());
  }

  private Delay delay(String path, HTTPFaultInjection.Delay delay) {
    int part =
        delay.hasPercentage()
            ? Parts.of(path + ".percentage", delay.getPercentage(), findings)
            : Parts.ofWhole(path + ".percent", delay.getPercent(), findings);
    if (!delay.hasPercentage() && delay.getPercent() == 0) {
      findings.warning(path, "names no percentage, so that no request is delayed: name one");
    }
    return switch (delay.getHttpDelayTypeCase()) {
      case FIXED_DELAY ->
          new Delay(
              TimeLimits.positive(path + ".fixedDelay", delay.getFixedDelay(), findings), part);
      case EXPONENTIAL_DELAY -> Delay.NONE; // Refused as a field that has no effect.
      case HTTPDELAYTYPE_NOT_SET -> {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path + ".fixedDelay",
            "is missing: write a duration such as 5s");
        yield Delay.NONE;
      }
    };
  }

  private Abort abort(String path, HTTPFaultInjection.Abort abort) {
    int part = Parts.of(path + ".percentage", abort.getPercentage(), findings);
    if (!abort.hasPercentage()) {
      findings.warning(path, "names no percentage, so that no request is aborted: name one");
    }
    return switch (abort.getErrorTypeCase()) {
      case HTTP_STATUS -> http(path + ".httpStatus", abort.getHttpStatus(), part);
      case GRPC_STATUS -> grpc(path + ".grpcStatus", abort.getGrpcStatus(), part);
      case HTTP2_ERROR -> new Abort.None(); // Refused as a field that has no effect.
      case ERRORTYPE_NOT_SET -> {
        findings.error(
            ProblemCode.MISSING_FIELD, path, "says no error: write httpStatus or grpcStatus");
        yield new Abort.None();
      }
    };
  }

  private Abort http(String path, int status, int part) {
    status(path, status, findings);
    return new Abort.Http(status, part);
  }

  private Abort grpc(String path, String status, int part) {
    int code = GRPC_CODES.indexOf(status);
    if (code < 0) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path,
          Excerpt.of(status) + " is no status of gRPC: write one such as UNAVAILABLE");
    }
    return new Abort.Grpc(code, part);
  }

  /** Tells a status that no proxy answers with. */
  static void status(String path, long status, Findings findings) {
    if (status < FIRST_STATUS || status > LAST_STATUS) {
      findings.error(
          ProblemCode.OUT_OF_RANGE, path, status + " is no status of an answer: use 200 to 599");
    }
  }
}

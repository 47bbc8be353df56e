package io.fairlead.controlplane.caller;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Chooses the gRPC status of each kind of refusal; the sentence is for the person who calls. */
public final class Refusals {

  private Refusals() {}

  /** The caller did not prove who it is. Says nothing of why, which would help to guess. */
  public static StatusRuntimeException unauthenticated(String sentence) {
    return of(Status.Code.UNAUTHENTICATED, sentence);
  }

  /** The caller is known, or its credential genuine, and may not do this. */
  public static StatusRuntimeException forbidden(String sentence) {
    return of(Status.Code.PERMISSION_DENIED, sentence);
  }

  /** The request itself is wrong and stays so. */
  public static StatusRuntimeException invalid(String sentence) {
    return of(Status.Code.INVALID_ARGUMENT, sentence);
  }

  /** Something outside of the request has to be mended first. */
  public static StatusRuntimeException notPossible(String sentence) {
    return of(Status.Code.FAILED_PRECONDITION, sentence);
  }

  public static StatusRuntimeException tooMany(String sentence) {
    return of(Status.Code.RESOURCE_EXHAUSTED, sentence);
  }

  /** Our fault, and worth another attempt. */
  public static StatusRuntimeException unavailable(String sentence) {
    return of(Status.Code.UNAVAILABLE, sentence);
  }

  private static StatusRuntimeException of(Status.Code code, String sentence) {
    return code.toStatus().withDescription(sentence).asRuntimeException();
  }
}

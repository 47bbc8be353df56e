package io.fairlead.controlplane.caller;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Lets nobody in who has no workload certificate, before a call of theirs takes any room. */
public final class WorkloadInterceptor implements ServerInterceptor {

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    if (Caller.current() instanceof Caller.Workload) {
      return next.startCall(call, headers);
    }
    call.close(
        Refusals.unauthenticated("discovery needs a workload certificate of this mesh; join first")
            .getStatus(),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }
}

package io.fairlead.controlplane.caller;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * For the admin socket alone: whoever can open the socket is an operator, since the file's owner
 * and mode decide who can.
 */
public final class OperatorInterceptor implements ServerInterceptor {

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    Context context =
        Context.current()
            .withValue(CallContext.CALLER, new Caller.Operator())
            .withValue(CallContext.ADDRESS, "admin socket");
    return Contexts.interceptCall(context, call, headers, next);
  }
}

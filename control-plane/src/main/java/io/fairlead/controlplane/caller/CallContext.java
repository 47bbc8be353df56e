package io.fairlead.controlplane.caller;

import io.grpc.Context;

/** What the interceptors leave for the services. */
final class CallContext {

  static final Context.Key<Caller> CALLER =
      Context.keyWithDefault("fairlead-caller", new Caller.Anonymous());
  static final Context.Key<String> ADDRESS =
      Context.keyWithDefault("fairlead-caller-address", "unknown");

  private CallContext() {}
}

package io.fairlead.xds.server;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what discovery calls bring on the event loop that reads them: no hand-over between threads,
 * and no thread beside the loops. Other services keep the server's executor.
 */
final class EventLoopCalls implements ServerCallExecutorSupplier {

  @Override
  @SuppressWarnings("TypeParameterNaming")
  public <Q, P> @Nullable Executor getExecutor(ServerCall<Q, P> call, Metadata headers) {
    return DiscoveryMethods.isOne(call.getMethodDescriptor()) ? Runnable::run : null;
  }
}

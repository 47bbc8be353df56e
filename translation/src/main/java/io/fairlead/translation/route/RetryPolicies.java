package io.fairlead.translation.route;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.fairlead.translation.encoding.Deterministic;

/** Retries that are safe for every request: it never reached an application. */
final class RetryPolicies {

  private static final int RETRIES = 2;
  private static final int HOST_ATTEMPTS = 5;

  static final RetryPolicy OUTBOUND =
      RetryPolicy.newBuilder()
          .setRetryOn("connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes")
          .setNumRetries(UInt32Value.of(RETRIES))
          .setHostSelectionRetryMaxAttempts(HOST_ATTEMPTS)
          .addRetryHostPredicate(
              RetryHostPredicate.newBuilder()
                  .setName("envoy.retry_host_predicates.previous_hosts")
                  .setTypedConfig(Deterministic.any(PreviousHostsPredicate.getDefaultInstance())))
          .build();

  /** For an application that closes an idle connection just as a request is put on it. */
  static final RetryPolicy INBOUND =
      RetryPolicy.newBuilder()
          .setRetryOn("reset-before-request")
          .setNumRetries(UInt32Value.of(RETRIES))
          .build();

  private RetryPolicies() {}
}

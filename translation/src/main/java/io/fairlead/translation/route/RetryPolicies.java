package io.fairlead.translation.route;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryPriority;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Retries.Condition;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a request is sent again. */
final class RetryPolicies {

  private static final int RETRIES = 2;
  private static final int HOST_ATTEMPTS = 5;
  private static final int ATTEMPTS_ON_A_PRIORITY = 2;
  private static final String BY_CODE = "retriable-status-codes";

  /** Safe for every request: it never reached an application. */
  private static final String NEVER_ARRIVED =
      "connect-failure,refused-stream,unavailable,cancelled," + BY_CODE;

  private static final RetryHostPredicate OTHER_HOST =
      RetryHostPredicate.newBuilder()
          .setName("envoy.retry_host_predicates.previous_hosts")
          .setTypedConfig(Deterministic.any(PreviousHostsPredicate.getDefaultInstance()))
          .build();

  private static final RetryPriority OTHER_PRIORITY =
      RetryPriority.newBuilder()
          .setName("envoy.retry_priorities.previous_priorities")
          .setTypedConfig(
              Deterministic.any(
                  PreviousPrioritiesConfig.newBuilder()
                      .setUpdateFrequency(ATTEMPTS_ON_A_PRIORITY)
                      .build()))
          .build();

  static final RetryPolicy OUTBOUND =
      RetryPolicy.newBuilder()
          .setRetryOn(NEVER_ARRIVED)
          .setNumRetries(UInt32Value.of(RETRIES))
          .setHostSelectionRetryMaxAttempts(HOST_ATTEMPTS)
          .addRetryHostPredicate(OTHER_HOST)
          .build();

  /** For an application that closes an idle connection just as a request is put on it. */
  static final RetryPolicy INBOUND =
      RetryPolicy.newBuilder()
          .setRetryOn("reset-before-request")
          .setNumRetries(UInt32Value.of(RETRIES))
          .build();

  private RetryPolicies() {}

  /** Empty where nothing is sent again. */
  static Optional<RetryPolicy> of(Retries retries) {
    return switch (retries) {
      case Retries.Standard ignored -> Optional.of(OUTBOUND);
      case Retries.Never ignored -> Optional.empty();
      case Retries.Upto upto -> Optional.of(policy(upto));
    };
  }

  private static RetryPolicy policy(Retries.Upto upto) {
    RetryPolicy.Builder policy =
        RetryPolicy.newBuilder()
            .setRetryOn(condition(upto.on()))
            .addAllRetriableStatusCodes(upto.on().codes())
            .setNumRetries(UInt32Value.of(upto.attempts()))
            .setHostSelectionRetryMaxAttempts(HOST_ATTEMPTS);
    if (upto.perTry().isSet()) {
      policy.setPerTryTimeout(Durations.of(upto.perTry()));
    }
    switch (upto.places().repeats()) {
      case STANDARD, AVOIDED -> policy.addRetryHostPredicate(OTHER_HOST);
      case ALLOWED -> {}
    }
    if (upto.places().mayBeRemote()) {
      policy.setRetryPriority(OTHER_PRIORITY);
    }
    if (upto.backoff().isSet()) {
      policy.setRetryBackOff(
          RetryBackOff.newBuilder().setBaseInterval(Durations.of(upto.backoff())));
    }
    return policy.build();
  }

  /** Codes have no effect without the word for them. */
  private static String condition(Condition on) {
    if (on.isStandard()) {
      return NEVER_ARRIVED;
    }
    List<String> words = new ArrayList<>(on.policies());
    if (!on.codes().isEmpty() && !words.contains(BY_CODE)) {
      words.add(BY_CODE);
    }
    return String.join(",", words);
  }
}

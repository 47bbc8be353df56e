package io.fairlead.translation.cluster;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget;
import io.envoyproxy.envoy.config.common.matcher.v3.HttpHeadersMatch;
import io.envoyproxy.envoy.config.common.matcher.v3.MatchPredicate;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fields that Envoy has and our copy of its messages has not: they go out by their numbers. A proxy
 * that is older than a field leaves it alone.
 */
final class NewerFields {

  /** {@code RetryBudget.budget_interval}. */
  private static final int BUDGET_INTERVAL = 3;

  /** {@code HttpProtocolOptions.outlier_detection}. */
  private static final int OUTLIER_DETECTION = 8;

  /** {@code HttpProtocolOptions.OutlierDetection.error_matcher}. */
  private static final int ERROR_MATCHER = 1;

  private NewerFields() {}

  /** For how long a request counts for the budget. */
  static void consider(RetryBudget.Builder budget, TimeLimit interval) {
    if (interval.isSet()) {
      budget.setUnknownFields(field(BUDGET_INTERVAL, Deterministic.bytes(Durations.of(interval))));
    }
  }

  /** Which answers outlier detection takes for errors; none: its own choice. */
  static void takeForErrors(HttpProtocolOptions.Builder options, List<Integer> statuses) {
    if (!statuses.isEmpty()) {
      UnknownFieldSet detection = field(ERROR_MATCHER, Deterministic.bytes(status(statuses)));
      options.setUnknownFields(field(OUTLIER_DETECTION, detection.toByteString()));
    }
  }

  private static Message status(List<Integer> any) {
    String either = any.stream().map(String::valueOf).collect(Collectors.joining("|"));
    return MatchPredicate.newBuilder()
        .setHttpResponseHeadersMatch(
            HttpHeadersMatch.newBuilder()
                .addHeaders(
                    HeaderMatcher.newBuilder()
                        .setName(":status")
                        .setStringMatch(
                            StringMatcher.newBuilder()
                                .setSafeRegex(RegexMatcher.newBuilder().setRegex(either)))))
        .build();
  }

  private static UnknownFieldSet field(int number, ByteString message) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(message).build())
        .build();
  }
}

package io.fairlead.translation.limit;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RateLimit;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.XRateLimitHeadersRFCVersion;
import io.envoyproxy.envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.envoyproxy.envoy.type.v3.TokenBucket;
import io.fairlead.model.policy.Rate;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.RequestLimit.CountedBy;
import io.fairlead.model.policy.RequestLimit.Refusal;
import io.fairlead.translation.encoding.Durations;
import java.util.ArrayList;
import java.util.List;

/** What a proxy counts by itself, in buckets of tokens. */
final class Buckets {

  /** How many values are told apart; of more, those seen last. */
  private static final int MOST_VALUES = 10_000;

  private static final RuntimeFractionalPercent ALWAYS =
      RuntimeFractionalPercent.newBuilder()
          .setDefaultValue(FractionalPercent.newBuilder().setNumerator(100))
          .build();

  private Buckets() {}

  static TokenBucket bucket(Rate rate) {
    return TokenBucket.newBuilder()
        .setMaxTokens(rate.burst())
        .setTokensPerFill(UInt32Value.of(rate.amount()))
        .setFillInterval(Durations.of(rate.interval()))
        .build();
  }

  /** What those are answered who are not let through. */
  static HttpStatus status(Refusal refusal) {
    return HttpStatus.newBuilder().setCode(StatusCode.forNumber(refusal.status())).build();
  }

  static LocalRateLimit filter(RequestLimit limit, Rate rate) {
    LocalRateLimit.Builder filter =
        LocalRateLimit.newBuilder()
            .setStatPrefix(limit.name())
            .setStatus(status(limit.refusal()))
            .setTokenBucket(bucket(rate))
            .setFilterEnabled(ALWAYS)
            .setFilterEnforced(ALWAYS)
            .setRateLimitedAsResourceExhausted(true);
    if (limit.refusal().tellsLimits()) {
      filter.setEnableXRatelimitHeaders(XRateLimitHeadersRFCVersion.DRAFT_VERSION_03);
    }
    if (!limit.apart().isEmpty()) {
      // What is counted apart leaves the common bucket alone.
      filter
          .setAlwaysConsumeDefaultTokenBucket(BoolValue.of(false))
          .setMaxDynamicDescriptors(UInt32Value.of(MOST_VALUES))
          .addRateLimits(
              RateLimit.newBuilder()
                  .addAllActions(limit.apart().stream().map(Counted::action).toList()));
      combinations(limit.apart()).forEach(some -> filter.addDescriptors(descriptor(some, rate)));
    }
    return filter.build();
  }

  /** What a request may have of the parts, in their order: some may be absent, but not all. */
  private static List<List<CountedBy>> combinations(List<CountedBy> parts) {
    List<List<CountedBy>> all = List.of(List.of());
    for (CountedBy part : parts) {
      List<List<CountedBy>> more = new ArrayList<>();
      for (List<CountedBy> some : all) {
        List<CountedBy> longer = new ArrayList<>(some);
        longer.add(part);
        more.add(longer);
        if (Counted.mayBeAbsent(part)) {
          more.add(some);
        }
      }
      all = more;
    }
    return all.stream().filter(some -> !some.isEmpty()).toList();
  }

  /** Without values: each value that comes has a bucket of its own. */
  private static LocalRateLimitDescriptor descriptor(List<CountedBy> parts, Rate rate) {
    LocalRateLimitDescriptor.Builder descriptor =
        LocalRateLimitDescriptor.newBuilder().setTokenBucket(bucket(rate));
    parts.forEach(
        part ->
            descriptor.addEntries(
                RateLimitDescriptor.Entry.newBuilder().setKey(Counted.key(part))));
    return descriptor.build();
  }
}

package io.fairlead.translation.limit;

import com.google.protobuf.Any;
import com.google.protobuf.UnknownFieldSet;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.ratelimit.v3.RateLimitServiceConfig;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimit;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimit.XRateLimitHeadersRFCVersion;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute;
import io.fairlead.model.policy.LimitService;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import io.fairlead.translation.naming.ResourceNames;

/** What a service counts for all proxies. */
final class AskedService {

  /** {@code RateLimit.rate_limits}, which our copy of Envoy's messages has not. */
  private static final int QUESTIONS = 17;

  private AskedService() {}

  /** The service is asked of every request, whatever its route says. */
  static RateLimit always(RequestLimit limit, LimitService service) {
    UnknownFieldSet questions =
        UnknownFieldSet.newBuilder()
            .addField(
                QUESTIONS,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(Deterministic.bytes(told(limit)))
                    .build())
            .build();
    return filter(limit, service).toBuilder().setUnknownFields(questions).build();
  }

  static RateLimit filter(RequestLimit limit, LimitService service) {
    RateLimit.Builder filter =
        RateLimit.newBuilder()
            .setDomain(service.domain())
            .setTimeout(Durations.of(service.patience().timeout()))
            .setFailureModeDeny(!service.patience().letsPass())
            .setRateLimitedAsResourceExhausted(true)
            .setRateLimitedStatus(Buckets.status(limit.refusal()))
            .setRateLimitService(
                RateLimitServiceConfig.newBuilder()
                    .setTransportApiVersion(ApiVersion.V3)
                    .setGrpcService(
                        GrpcService.newBuilder()
                            .setEnvoyGrpc(
                                GrpcService.EnvoyGrpc.newBuilder()
                                    .setClusterName(
                                        ResourceNames.outboundCluster(
                                            service.port(), service.host()))
                                    .setAuthority(service.host().value()))));
    if (limit.refusal().tellsLimits()) {
      filter.setEnableXRatelimitHeaders(XRateLimitHeadersRFCVersion.DRAFT_VERSION_03);
    }
    return filter.build();
  }

  /** What the service is told of a request. */
  static Any question(RequestLimit limit) {
    return Deterministic.any(RateLimitPerRoute.newBuilder().addRateLimits(told(limit)).build());
  }

  private static io.envoyproxy.envoy.config.route.v3.RateLimit told(RequestLimit limit) {
    return io.envoyproxy.envoy.config.route.v3.RateLimit.newBuilder()
        .addActions(Counted.name(limit.name()))
        .addAllActions(limit.apart().stream().map(Counted::action).toList())
        .build();
  }
}

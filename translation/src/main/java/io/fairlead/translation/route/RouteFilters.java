package io.fairlead.translation.route;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.fairlead.model.policy.Cors;
import io.fairlead.model.policy.Fault;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import io.fairlead.translation.limit.LimitFilters;

/** What a route tells filters that stand in every listener and do nothing by themselves. */
public final class RouteFilters {

  public static final String FAULT = "envoy.filters.http.fault";
  public static final String CORS = "envoy.filters.http.cors";

  private RouteFilters() {}

  static void apply(Handling handling, Route.Builder route) {
    if (!handling.screening().fault().equals(Fault.NONE)) {
      route.putTypedPerFilterConfig(FAULT, fault(handling.screening().fault()));
    }
    switch (handling.screening().cors()) {
      case Cors.Unsaid ignored -> {}
      case Cors.Allowed allowed -> route.putTypedPerFilterConfig(CORS, cors(allowed));
    }
    if (handling.screening().limit() instanceof Setting.Said<RequestLimit>(RequestLimit limit)) {
      LimitFilters.wake(limit, route);
    }
  }

  private static Any fault(Fault fault) {
    HTTPFault.Builder config = HTTPFault.newBuilder();
    if (fault.delay().time().isSet()) {
      config.setDelay(
          FaultDelay.newBuilder()
              .setFixedDelay(Durations.of(fault.delay().time()))
              .setPercentage(Fractions.of(fault.delay().part())));
    }
    switch (fault.abort()) {
      case Fault.Abort.None ignored -> {}
      case Fault.Abort.Http(int status, int part) ->
          config.setAbort(
              FaultAbort.newBuilder().setHttpStatus(status).setPercentage(Fractions.of(part)));
      case Fault.Abort.Grpc(int code, int part) ->
          config.setAbort(
              FaultAbort.newBuilder().setGrpcStatus(code).setPercentage(Fractions.of(part)));
    }
    return Deterministic.any(config.build());
  }

  private static Any cors(Cors.Allowed cors) {
    CorsPolicy.Builder config =
        CorsPolicy.newBuilder()
            .setFilterEnabled(Fractions.fixed(Fault.ALL))
            .setAllowMethods(String.join(",", cors.lists().methods()))
            .setAllowHeaders(String.join(",", cors.lists().headers()))
            .setExposeHeaders(String.join(",", cors.lists().exposedHeaders()))
            .setForwardNotMatchingPreflights(BoolValue.of(cors.forwardsUnmatched()));
    cors.origins().forEach(origin -> config.addAllowOriginStringMatch(RequestMatches.text(origin)));
    if (cors.allowsCredentials()) {
      config.setAllowCredentials(BoolValue.of(true));
    }
    if (cors.maxAge().isSet()) {
      config.setMaxAge(Long.toString(cors.maxAge().seconds()));
    }
    return Deterministic.any(config.build());
  }
}

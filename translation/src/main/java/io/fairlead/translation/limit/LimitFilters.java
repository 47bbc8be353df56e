package io.fairlead.translation.limit;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.FilterConfig;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.fairlead.model.policy.LimitService;
import io.fairlead.model.policy.Rate;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Deterministic;
import java.util.List;
import java.util.stream.Stream;

/**
 * The HTTP filters of limits. What is counted lives as long as the filter, which the listener owns:
 * routes that come and go only turn it on, and do not begin to count anew.
 */
public final class LimitFilters {

  private static final String COUNTING = "fairlead.rate-limit/";
  private static final String ASKING = "fairlead.rate-limit-service/";

  private LimitFilters() {}

  /** Filters that do nothing until a route turns them on. */
  public static List<HttpFilter> sleeping(RequestLimit limit) {
    return Stream.concat(counting(limit), asking(limit))
        .map(filter -> filter.toBuilder().setDisabled(true).build())
        .toList();
  }

  /** Filters that count every request, whatever its route says. */
  public static List<HttpFilter> awake(RequestLimit limit) {
    return Stream.concat(counting(limit), askingAlways(limit)).toList();
  }

  private static Stream<HttpFilter> counting(RequestLimit limit) {
    return limit.rate() instanceof Setting.Said<Rate>(Rate rate)
        ? Stream.of(filter(COUNTING, limit, Buckets.filter(limit, rate)))
        : Stream.empty();
  }

  private static Stream<HttpFilter> asking(RequestLimit limit) {
    return limit.service() instanceof Setting.Said<LimitService>(LimitService service)
        ? Stream.of(filter(ASKING, limit, AskedService.filter(limit, service)))
        : Stream.empty();
  }

  private static Stream<HttpFilter> askingAlways(RequestLimit limit) {
    return limit.service() instanceof Setting.Said<LimitService>(LimitService service)
        ? Stream.of(filter(ASKING, limit, AskedService.always(limit, service)))
        : Stream.empty();
  }

  /** Turns on the filters of a limit, for the requests of a route. */
  public static void wake(RequestLimit limit, Route.Builder route) {
    if (limit.rate().isSet()) {
      route.putTypedPerFilterConfig(COUNTING + limit.name(), on(Any.getDefaultInstance()));
    }
    if (limit.service().isSet()) {
      route.putTypedPerFilterConfig(ASKING + limit.name(), on(AskedService.question(limit)));
    }
  }

  private static Any on(Any config) {
    return Deterministic.any(FilterConfig.newBuilder().setConfig(config).build());
  }

  private static HttpFilter filter(String kind, RequestLimit limit, Message config) {
    return HttpFilter.newBuilder()
        .setName(kind + limit.name())
        .setTypedConfig(Deterministic.any(config))
        .build();
  }
}

package io.fairlead.translation.limit;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Deterministic;
import java.util.List;

/** The network filter that ends connections beyond a limit before they do anything. */
public final class ConnectionFilters {

  private ConnectionFilters() {}

  /** All filter chains of a port count together; ports count apart. */
  public static List<Filter> of(Setting<ConnectionLimit> limit, int port) {
    return keyed(limit, ":" + port);
  }

  /** All that have the limit count together, on whatever port. */
  public static List<Filter> shared(Setting<ConnectionLimit> limit) {
    return keyed(limit, "");
  }

  private static List<Filter> keyed(Setting<ConnectionLimit> limit, String apart) {
    if (!(limit instanceof Setting.Said<ConnectionLimit>(ConnectionLimit known))) {
      return List.of();
    }
    LocalRateLimit config =
        LocalRateLimit.newBuilder()
            .setStatPrefix(known.name())
            .setTokenBucket(Buckets.bucket(known.rate()))
            .setShareKey(known.name() + apart)
            .build();
    return List.of(
        Filter.newBuilder()
            .setName("envoy.filters.network.local_ratelimit")
            .setTypedConfig(Deterministic.any(config))
            .build());
  }
}

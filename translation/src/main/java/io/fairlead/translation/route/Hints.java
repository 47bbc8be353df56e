package io.fairlead.translation.route;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.route.v3.FilterConfig;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy.Cookie;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy.Header;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import io.fairlead.translation.scope.CallHints;
import java.util.List;
import java.util.Optional;

/** Says in a route what the clusters that it leads to cannot say themselves. */
final class Hints {

  /** What offers a mesh peer what it must not offer anybody else. */
  private static final String MESH_ALPN = "envoy.filters.http.set_filter_state";

  private static final Any OFF =
      Deterministic.any(FilterConfig.newBuilder().setDisabled(true).build());

  private Hints() {}

  /**
   * @param hints one for each of the clusters, in their order
   */
  static void apply(List<CallHints> hints, Route.Builder route) {
    RouteAction.Builder action = route.getRouteBuilder();
    hints.stream()
        .map(CallHints::hash)
        .distinct()
        .flatMap(key -> policy(key).stream())
        .forEach(action::addHashPolicy);
    for (int i = 0; i < hints.size(); i++) {
      if (hints.get(i).isForeign()) {
        if (action.hasWeightedClusters()) {
          action
              .getWeightedClustersBuilder()
              .getClustersBuilder(i)
              .putTypedPerFilterConfig(MESH_ALPN, OFF);
        } else {
          route.putTypedPerFilterConfig(MESH_ALPN, OFF);
        }
      }
    }
  }

  private static Optional<HashPolicy> policy(HashKey key) {
    HashPolicy.Builder policy = HashPolicy.newBuilder();
    return switch (key) {
      case HashKey.Nothing ignored -> Optional.empty();
      case HashKey.Header(String name) ->
          Optional.of(policy.setHeader(Header.newBuilder().setHeaderName(name)).build());
      case HashKey.Cookie cookie -> Optional.of(policy.setCookie(cookie(cookie)).build());
      case HashKey.SourceIp ignored ->
          Optional.of(
              policy
                  .setConnectionProperties(ConnectionProperties.newBuilder().setSourceIp(true))
                  .build());
      case HashKey.QueryParameter(String name) ->
          Optional.of(policy.setQueryParameter(QueryParameter.newBuilder().setName(name)).build());
    };
  }

  private static Cookie cookie(HashKey.Cookie key) {
    Cookie.Builder cookie = Cookie.newBuilder().setName(key.name()).setPath(key.path());
    if (key.timeToLive() instanceof Setting.Said<TimeLimit>(TimeLimit limit)) {
      cookie.setTtl(Durations.of(limit));
    }
    for (HashKey.Attribute attribute : key.attributes()) {
      cookie.addAttributes(
          CookieAttribute.newBuilder().setName(attribute.name()).setValue(attribute.value()));
    }
    return cookie.build();
  }
}

package io.fairlead.translation.route;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.fairlead.model.policy.HttpRoute.UriMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.route.HostTraffic.Path;
import io.fairlead.translation.route.HostTraffic.Share;
import java.util.List;

/** Envoy's routes for one way: one for each of the paths that go there. */
final class PathRoutes {

  private PathRoutes() {}

  static List<Route> of(String hostAndPort, Path path) {
    RouteAction action = action(path);
    return path.uris().stream()
        .map(
            uri ->
                Route.newBuilder()
                    .setName(path.name())
                    .setMatch(match(uri))
                    .setRoute(action)
                    .setDecorator(Decorator.newBuilder().setOperation(hostAndPort + pattern(uri)))
                    .build())
        .toList();
  }

  private static RouteMatch match(UriMatch uri) {
    return switch (uri) {
      case UriMatch.Anything ignored -> RouteMatch.newBuilder().setPrefix("/").build();
      case UriMatch.Exact(String path) -> RouteMatch.newBuilder().setPath(path).build();
      case UriMatch.Prefix(String path) -> RouteMatch.newBuilder().setPrefix(path).build();
    };
  }

  /** How traces name what was called. */
  private static String pattern(UriMatch uri) {
    return switch (uri) {
      case UriMatch.Anything ignored -> "/*";
      case UriMatch.Exact(String path) -> path;
      case UriMatch.Prefix(String path) -> path + "*";
    };
  }

  private static RouteAction action(Path path) {
    RouteAction.Builder action = VirtualHosts.unlimited().setRetryPolicy(RetryPolicies.OUTBOUND);
    if (path.timeout().isSet()) {
      Duration timeout = duration(path.timeout());
      action.setTimeout(timeout).getMaxStreamDurationBuilder().setGrpcTimeoutHeaderMax(timeout);
    }
    if (path.shares().size() == 1) {
      return action.setCluster(path.shares().getFirst().cluster()).build();
    }
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (Share share : path.shares()) {
      clusters.addClusters(
          WeightedCluster.ClusterWeight.newBuilder()
              .setName(share.cluster())
              .setWeight(UInt32Value.of(share.weight())));
    }
    return action.setWeightedClusters(clusters).build();
  }

  private static Duration duration(TimeLimit limit) {
    return Duration.newBuilder().setSeconds(limit.seconds()).setNanos(limit.nanos()).build();
  }
}

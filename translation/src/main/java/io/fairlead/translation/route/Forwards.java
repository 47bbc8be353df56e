package io.fairlead.translation.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpAction.Share;
import io.fairlead.model.policy.Rewrite;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.encoding.Durations;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/** Routes that lead on to clusters. */
final class Forwards {

  private Forwards() {}

  static void apply(HttpAction.Forward forward, Handling handling, Route.Builder route) {
    RouteAction.Builder action = VirtualHosts.unlimited();
    TimeLimit timeout = handling.patience().timeout();
    if (timeout.isSet()) {
      // Envoy does not look at the timeout of a route that has a longest duration of streams.
      action.setTimeout(Durations.of(timeout)).clearMaxStreamDuration();
    }
    RetryPolicies.of(handling.patience().retries()).ifPresent(action::setRetryPolicy);
    rewrite(handling, action);
    for (Handling.Mirror mirror : handling.mirrors()) {
      action.addRequestMirrorPolicies(
          RequestMirrorPolicy.newBuilder()
              .setCluster(ResourceNames.outboundCluster(mirror.target()))
              .setRuntimeFraction(Fractions.fixed(mirror.part()))
              .setTraceSampled(BoolValue.of(false))
              .setDisableShadowHostSuffixAppend(true));
    }
    if (forward.shares().size() == 1) {
      toOne(forward.shares().getFirst(), action, route);
    } else {
      action.setWeightedClusters(weighted(forward.shares()));
    }
    route.setRoute(action);
  }

  private static void rewrite(Handling handling, RouteAction.Builder action) {
    Rewrite rewrite = handling.rewrite();
    switch (rewrite.path()) {
      case Rewrite.Path.Kept ignored -> {}
      case Rewrite.Path.Matched(String path) -> action.setPrefixRewrite(path);
      case Rewrite.Path.Found(String pattern, String substitution) ->
          action.setRegexRewrite(
              RegexMatchAndSubstitute.newBuilder()
                  .setPattern(RequestMatches.regex(pattern))
                  .setSubstitution(substitution));
    }
    String authority =
        rewrite.authority().isEmpty() ? handling.headers().authority() : rewrite.authority();
    if (!authority.isEmpty()) {
      action.setHostRewriteLiteral(authority);
    }
  }

  /** What the route says of the host goes before what its only target says. */
  private static void toOne(Share share, RouteAction.Builder action, Route.Builder route) {
    action.setCluster(ResourceNames.outboundCluster(share.target()));
    HeaderEdits.apply(share.headers(), route);
    boolean isHostSaid =
        action.getHostRewriteSpecifierCase()
            != RouteAction.HostRewriteSpecifierCase.HOSTREWRITESPECIFIER_NOT_SET;
    if (!share.headers().authority().isEmpty() && !isHostSaid) {
      action.setHostRewriteLiteral(share.headers().authority());
    }
  }

  private static WeightedCluster weighted(List<Share> shares) {
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (Share share : shares) {
      ClusterWeight.Builder cluster =
          clusters
              .addClustersBuilder()
              .setName(ResourceNames.outboundCluster(share.target()))
              .setWeight(UInt32Value.of(share.weight()));
      HeaderEdits.apply(share.headers(), cluster);
    }
    return clusters.build();
  }
}

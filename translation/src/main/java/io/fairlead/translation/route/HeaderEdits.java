package io.fairlead.translation.route;

import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HeaderChanges.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of headers, as Envoy writes it: what is set first, then what is added. */
final class HeaderEdits {

  private HeaderEdits() {}

  static void apply(HeaderChanges changes, Route.Builder route) {
    route
        .addAllRequestHeadersToAdd(values(changes.request()))
        .addAllRequestHeadersToRemove(changes.request().remove())
        .addAllResponseHeadersToAdd(values(changes.response()))
        .addAllResponseHeadersToRemove(changes.response().remove());
  }

  static void apply(HeaderChanges changes, ClusterWeight.Builder cluster) {
    cluster
        .addAllRequestHeadersToAdd(values(changes.request()))
        .addAllRequestHeadersToRemove(changes.request().remove())
        .addAllResponseHeadersToAdd(values(changes.response()))
        .addAllResponseHeadersToRemove(changes.response().remove());
    if (!changes.authority().isEmpty()) {
      cluster.setHostRewriteLiteral(changes.authority());
    }
  }

  private static List<HeaderValueOption> values(Edit edit) {
    List<HeaderValueOption> values = new ArrayList<>();
    add(values, edit.set(), HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    add(values, edit.add(), HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD);
    return values;
  }

  private static void add(
      List<HeaderValueOption> values, Map<String, String> headers, HeaderAppendAction action) {
    new TreeMap<>(headers)
        .forEach(
            (name, value) ->
                values.add(
                    HeaderValueOption.newBuilder()
                        .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
                        .setAppendAction(action)
                        .build()));
  }
}

package io.fairlead.translation.listener;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue;
import io.envoyproxy.envoy.extensions.filters.http.set_filter_state.v3.Config;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;

/**
 * Where the protocol is detected, the cluster cannot know what to offer a mesh peer: the filter
 * chain that found HTTP says it for the request. It is what stock Envoy has for Istio's own filter.
 */
final class UpstreamAlpn {

  private UpstreamAlpn() {}

  static HttpFilter filter(List<String> alpn) {
    return HttpManagers.filter(
        "envoy.filters.http.set_filter_state",
        Config.newBuilder()
            .addOnRequestHeaders(
                FilterStateValue.newBuilder()
                    .setObjectKey("envoy.network.application_protocols")
                    .setFormatString(
                        SubstitutionFormatString.newBuilder()
                            .setTextFormatSource(
                                DataSource.newBuilder().setInlineString(String.join(",", alpn)))))
            .build());
  }
}

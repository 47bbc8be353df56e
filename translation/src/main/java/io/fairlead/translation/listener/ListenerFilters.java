package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.type.v3.Int32Range;
import io.fairlead.translation.encoding.Deterministic;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What looks at a connection before a filter chain is chosen. */
final class ListenerFilters {

  private ListenerFilters() {}

  static ListenerFilter originalDestination() {
    return filter("envoy.filters.listener.original_dst", OriginalDst.getDefaultInstance()).build();
  }

  static ListenerFilter tlsInspector() {
    return tls().build();
  }

  /**
   * Everywhere but on {@code ports}: what is not looked at need not wait for the client's bytes.
   */
  static ListenerFilter tlsInspectorExcept(Collection<Integer> ports) {
    return ports.isEmpty() ? tlsInspector() : tls().setFilterDisabled(anyOf(ports)).build();
  }

  static ListenerFilter tlsInspectorOnlyOn(Collection<Integer> ports) {
    return tls().setFilterDisabled(noneOf(ports)).build();
  }

  /** Must follow the TLS inspector, whose finding it respects. */
  static ListenerFilter httpInspector() {
    return http().build();
  }

  static ListenerFilter httpInspectorOnlyOn(Collection<Integer> ports) {
    return http().setFilterDisabled(noneOf(ports)).build();
  }

  private static ListenerFilter.Builder tls() {
    return filter("envoy.filters.listener.tls_inspector", TlsInspector.getDefaultInstance());
  }

  private static ListenerFilter.Builder http() {
    return filter("envoy.filters.listener.http_inspector", HttpInspector.getDefaultInstance());
  }

  private static ListenerFilterChainMatchPredicate noneOf(Collection<Integer> ports) {
    return ListenerFilterChainMatchPredicate.newBuilder().setNotMatch(anyOf(ports)).build();
  }

  private static ListenerFilterChainMatchPredicate anyOf(Collection<Integer> ports) {
    List<ListenerFilterChainMatchPredicate> each =
        new TreeSet<>(ports).stream().map(ListenerFilters::on).toList();
    return each.size() == 1
        ? each.getFirst()
        : ListenerFilterChainMatchPredicate.newBuilder()
            .setOrMatch(MatchSet.newBuilder().addAllRules(each))
            .build();
  }

  private static ListenerFilterChainMatchPredicate on(int port) {
    return ListenerFilterChainMatchPredicate.newBuilder()
        .setDestinationPortRange(Int32Range.newBuilder().setStart(port).setEnd(port + 1))
        .build();
  }

  private static ListenerFilter.Builder filter(String name, Message config) {
    return ListenerFilter.newBuilder().setName(name).setTypedConfig(Deterministic.any(config));
  }
}

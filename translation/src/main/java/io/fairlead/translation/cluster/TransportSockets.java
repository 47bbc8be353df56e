package io.fairlead.translation.cluster;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.TransportSocketMatch;
import io.envoyproxy.envoy.config.core.v3.ProxyProtocolConfig;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.PolicyExtras.ProxyProtocol;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.security.Alpn;
import io.fairlead.translation.security.OriginatedTls;
import io.fairlead.translation.security.TlsContexts;
import java.util.List;

/** Puts the bytes of a cluster into what they go in. */
final class TransportSockets {

  private TransportSockets() {}

  static void wrap(
      Cluster.Builder cluster, CalledPort called, CallPolicy policy, UpstreamTransport transport) {
    Setting<ProxyProtocol> preamble = policy.extras().proxyProtocol();
    switch (transport) {
      case UpstreamTransport.Plain ignored -> {
        if (preamble.isSet()) {
          cluster.setTransportSocket(preceded(preamble, TlsContexts.plaintext()));
        }
      }
      case UpstreamTransport.Marked(List<String> identities) ->
          cluster
              .addTransportSocketMatches(
                  match(
                      "tlsMode-istio",
                      marked(),
                      preceded(
                          preamble,
                          TlsContexts.upstream(
                              called.serverName(), alpn(called, policy), identities))))
              .addTransportSocketMatches(
                  match(
                      "tlsMode-disabled",
                      Struct.getDefaultInstance(),
                      preceded(preamble, TlsContexts.plaintext())));
      case UpstreamTransport.Mesh(String serverName, List<String> names) ->
          cluster.setTransportSocket(
              preceded(preamble, TlsContexts.upstream(serverName, alpn(called, policy), names)));
      case UpstreamTransport.Withheld ignored ->
          cluster.setTransportSocket(OriginatedTls.believingNobody());
      case UpstreamTransport.Originated(var tls, List<String> names) ->
          cluster.setTransportSocket(
              preceded(preamble, OriginatedTls.socket(tls, names, called.speaksHttp2(policy))));
    }
  }

  private static List<String> alpn(CalledPort called, CallPolicy policy) {
    return called.speaksHttp2(policy) ? Alpn.MESH_HTTP2 : Alpn.of(called.protocol());
  }

  private static Struct marked() {
    return Struct.newBuilder()
        .putFields("tlsMode", Value.newBuilder().setStringValue("istio").build())
        .build();
  }

  private static TransportSocketMatch match(String name, Struct match, TransportSocket socket) {
    return TransportSocketMatch.newBuilder()
        .setName(name)
        .setMatch(match)
        .setTransportSocket(socket)
        .build();
  }

  /** Says who calls before anything else is said. */
  private static TransportSocket preceded(Setting<ProxyProtocol> preamble, TransportSocket inner) {
    return switch (preamble) {
      case Setting.Unset<ProxyProtocol> ignored -> inner;
      case Setting.Said<ProxyProtocol>(ProxyProtocol version) ->
          TransportSocket.newBuilder()
              .setName("envoy.transport_sockets.upstream_proxy_protocol")
              .setTypedConfig(
                  Deterministic.any(
                      ProxyProtocolUpstreamTransport.newBuilder()
                          .setConfig(ProxyProtocolConfig.newBuilder().setVersion(of(version)))
                          .setTransportSocket(inner)
                          .build()))
              .build();
    };
  }

  private static ProxyProtocolConfig.Version of(ProxyProtocol version) {
    return switch (version) {
      case V1 -> ProxyProtocolConfig.Version.V1;
      case V2 -> ProxyProtocolConfig.Version.V2;
    };
  }
}

package io.fairlead.vmagent.istio;

import static io.fairlead.vmagent.istio.WireEdit.field;
import static io.fairlead.vmagent.istio.WireEdit.fields;
import static io.fairlead.vmagent.istio.WireEdit.inside;

import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.istio.WireEdit.Change;
import io.fairlead.vmagent.istio.WireEdit.Inside;
import io.fairlead.vmagent.xdsproxy.AnswerEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Makes a stock istiod's listeners and clusters ones that a stock Envoy takes. Four filters are in
 * Istio's own Envoy only, all named {@code istio.*}: they are left out, {@code istio.alpn} for a
 * filter of Envoy's that offers the same names. Nobody may negotiate {@code istio-peer-exchange}
 * then, for whoever does gets bytes of that filter before the application's.
 *
 * <p>Works on the wire, by Envoy's field numbers: what istiod says that we do not know stays.
 */
public final class StockEnvoy implements AnswerEdit {

  static final String LISTENER = "type.googleapis.com/envoy.config.listener.v3.Listener";
  static final String CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster";

  private static final String HTTP_MANAGER =
      "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager";
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final String DOWNSTREAM_TLS =
      "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext";
  private static final String UPSTREAM_TLS =
      "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";

  private static final String ISTIO = "istio.";
  private static final String ALPN_FILTER = "istio.alpn";
  private static final String EXCHANGE = "istio-peer-exchange";

  /** In discovery.v3: the list of either answer; the body of a delta's resource. */
  private static final int RESOURCES = 2;

  private static final int RESOURCE_BODY = 2;

  /** In google.protobuf.Any. */
  private static final int TYPE = 1;

  private static final int VALUE = 2;

  /** In every kind of filter and of transport socket. */
  private static final int NAME = 1;

  @Override
  public boolean touches(String typeUrl) {
    return typeUrl.equals(LISTENER) || typeUrl.equals(CLUSTER);
  }

  @Override
  public byte[] edit(Variant variant, String typeUrl, byte[] message) throws IOException {
    Inside body = any(Map.of(shortName(typeUrl), typeUrl.equals(LISTENER) ? LISTENERS : CLUSTERS));
    Inside resource =
        variant == Variant.DELTA
            ? bytes -> fields(bytes, Map.of(RESOURCE_BODY, inside(body)))
            : body;
    return fields(message, Map.of(RESOURCES, inside(resource)));
  }

  private static final Inside TLS =
      context -> fields(context, Map.of(1, inside(StockEnvoy::common)));

  private static final Inside SOCKET =
      socket ->
          fields(socket, Map.of(3, inside(any(Map.of(DOWNSTREAM_TLS, TLS, UPSTREAM_TLS, TLS)))));

  private static final Inside MANAGER = manager -> fields(manager, Map.of(5, filter(4, Map.of())));

  private static final Inside CHAIN =
      chain ->
          fields(chain, Map.of(3, filter(4, Map.of(HTTP_MANAGER, MANAGER)), 6, inside(SOCKET)));

  private static final Inside LISTENERS =
      listener -> fields(listener, Map.of(3, inside(CHAIN), 25, inside(CHAIN)));

  private static final Inside OPTIONS = options -> fields(options, Map.of(6, filter(4, Map.of())));

  private static final Inside CLUSTERS =
      cluster ->
          fields(
              cluster,
              Map.of(
                  24,
                  inside(SOCKET),
                  36,
                  inside(
                      entry ->
                          fields(entry, Map.of(2, inside(any(Map.of(HTTP_OPTIONS, OPTIONS)))))),
                  40,
                  filter(2, Map.of()),
                  43,
                  inside(match -> fields(match, Map.of(3, inside(SOCKET))))));

  /** CommonTlsContext: what is offered or taken, name by name. */
  private static byte[] common(byte[] context) throws IOException {
    return fields(
        context, Map.of(4, name -> text(name).equals(EXCHANGE) ? List.of() : List.of(name)));
  }

  /**
   * One filter of a list: ours in place of Istio's, or changed inside.
   *
   * @param config where this kind of filter has its configuration
   */
  private static Change filter(int config, Map<String, Inside> changes) {
    return filter -> {
      String name = text(field(filter, NAME).orElse(new byte[0]));
      if (name.equals(ALPN_FILTER)) {
        return List.of(MeshAlpn.filter());
      }
      if (name.startsWith(ISTIO)) {
        return List.of();
      }
      return changes.isEmpty()
          ? List.of(filter)
          : List.of(fields(filter, Map.of(config, inside(any(changes)))));
    };
  }

  /** A packed message, changed by its type. */
  private static Inside any(Map<String, Inside> byType) {
    return any -> {
      String type = shortName(text(field(any, TYPE).orElse(new byte[0])));
      Inside known = byType.get(type);
      return known == null ? any : fields(any, Map.of(VALUE, inside(known)));
    };
  }

  private static String shortName(String typeUrl) {
    return typeUrl.substring(typeUrl.lastIndexOf('/') + 1);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}

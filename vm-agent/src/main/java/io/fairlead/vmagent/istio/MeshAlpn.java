package io.fairlead.vmagent.istio;

import io.fairlead.vmagent.discovery.WireWriter;

/**
 * The filter that has requests offer the names by which an inbound proxy of Istio's knows HTTP of
 * the mesh. Those of HTTP/1.1 do for HTTP/2 as well: no server of the mesh selects one of them, and
 * so the first bytes tell which of the two it is.
 */
final class MeshAlpn {

  private static final String NAME = "envoy.filters.http.set_filter_state";
  private static final String TYPE =
      "type.googleapis.com/envoy.extensions.filters.http.set_filter_state.v3.Config";
  private static final String KEY = "envoy.network.application_protocols";
  private static final String OFFERED = "istio-http/1.1,istio";
  private static final int ONCE = 1;

  private MeshAlpn() {}

  /** As an HttpFilter. */
  static byte[] filter() {
    byte[] source = new WireWriter().string(3, OFFERED).toBytes();
    byte[] format = new WireWriter().bytes(5, source).toBytes();
    byte[] value = new WireWriter().string(1, KEY).bytes(2, format).number(4, ONCE).toBytes();
    byte[] config = new WireWriter().bytes(1, value).toBytes();
    byte[] any = new WireWriter().string(1, TYPE).bytes(2, config).toBytes();
    return new WireWriter().string(1, NAME).bytes(4, any).toBytes();
  }
}

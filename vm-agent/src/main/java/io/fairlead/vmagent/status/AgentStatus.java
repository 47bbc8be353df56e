package io.fairlead.vmagent.status;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the agent is, in the words of its users.
 *
 * @param version of the agent that runs
 */
public record AgentStatus(Mesh mesh, Proxy proxy, String version, boolean ready, String summary) {

  /** Who this host is, and whether a control plane answers. */
  public record Mesh(String spiffeId, Instant certificateExpires, int connectedStreams) {}

  /** What is known of Envoy and of what was carried to it. */
  public record Proxy(
      boolean live,
      boolean listening,
      boolean captured,
      long bytesToEnvoy,
      long bytesToControlPlane,
      long refusals) {}

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ready", ready);
    map.put("state", summary);
    map.put("spiffeId", mesh.spiffeId());
    map.put("certificateExpires", mesh.certificateExpires().toString());
    map.put("controlPlaneConnected", mesh.connectedStreams() > 0);
    map.put("envoyLive", proxy.live());
    map.put("envoyListening", proxy.listening());
    map.put("captured", proxy.captured());
    map.put("refusedConfigurations", proxy.refusals());
    map.put("version", version);
    return map;
  }
}

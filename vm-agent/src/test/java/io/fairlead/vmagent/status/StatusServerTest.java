package io.fairlead.vmagent.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusServerTest {

  private static AgentStatus status(boolean ready, int connectedStreams) {
    return new AgentStatus(
        new AgentStatus.Mesh(
            "spiffe://mesh.test/ns/shop/sa/web",
            Instant.parse("2026-11-23T10:00:00Z"),
            connectedStreams),
        new AgentStatus.Proxy(true, true, ready, 1024, 512, 2),
        "1.2.3-1",
        ready,
        ready ? "in the mesh" : "waiting for capture");
  }

  private static String get(boolean ready, String path, int expected) throws Exception {
    return get(status(ready, 1), path, expected);
  }

  private static String get(AgentStatus status, String path, int expected) throws Exception {
    try (StatusServer server =
        StatusServer.start(new InetSocketAddress("127.0.0.1", 0), () -> status)) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      assertThat(connection.getResponseCode()).isEqualTo(expected);
      try (InputStream body =
          expected < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void tellsProbesWhatIsMissing() throws Exception {
    assertThat(get(true, "/healthz/ready", 200)).isEqualTo("in the mesh\n");
    assertThat(get(false, "/healthz/ready", 503)).isEqualTo("waiting for capture\n");
    assertThat(get(false, "/healthz/live", 200)).isEqualTo("live\n");
    assertThat(get(true, "/other", 404)).isNotEmpty();
  }

  @Test
  void tellsWhoUpgradesWhetherAControlPlaneAnswers() throws Exception {
    String page = "/healthz/connected";
    assertThat(get(status(true, 1), page, 200)).isEqualTo("in the mesh\n");
    assertThat(get(status(true, 0), page, 503))
        .isEqualTo("in the mesh, but no control plane answers\n");
    assertThat(get(status(false, 1), page, 503)).isEqualTo("waiting for capture\n");
  }

  @Test
  void speaksPrometheus() throws Exception {
    assertThat(get(true, "/metrics", 200))
        .contains("# TYPE fairlead_agent_ready gauge\nfairlead_agent_ready 1\n")
        .contains("fairlead_agent_certificate_expiry_seconds 1795428000\n")
        .contains("fairlead_agent_relay_bytes_total{to=\"envoy\"} 1024\n")
        .contains("fairlead_agent_relay_bytes_total{to=\"control_plane\"} 512\n")
        .contains("fairlead_agent_refused_configurations_total 2\n");
  }

  @Test
  void speaksToPeopleAndPrograms() throws Exception {
    String json = get(true, "/status", 200);

    assertThat(json).contains("\"spiffeId\": \"spiffe://mesh.test/ns/shop/sa/web\"");
    assertThat(StatusText.of(json))
        .contains("certificateExpires:     2026-11-23T10:00:00Z")
        .contains("captured:               true");
  }
}

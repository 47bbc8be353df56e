package io.fairlead.vmagent.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrpcProbeTest {

  private static final InetAddress POD = InetAddress.ofLiteral("127.0.0.1");
  private static final String PATH = "/app-health/web/readyz";
  private static final String SERVING = "0801";
  private static final String NOT_SERVING = "0802";

  @Test
  void theApplicationAsAWholeIsAskedWhereNoServiceIsNamed() throws IOException {
    assertThat(status("", Map.of("", SERVING))).isEqualTo(200);
    assertThat(status("", Map.of("", NOT_SERVING))).isEqualTo(503);
  }

  @Test
  void aServiceIsAskedByItsName() throws IOException {
    Map<String, String> answers =
        Map.of("", NOT_SERVING, HealthService.request("shop v1/Käse"), SERVING);
    assertThat(status("shop%20v1%2FK%C3%A4se", answers)).isEqualTo(200);
    assertThat(status("another", answers)).isEqualTo(503);
  }

  @Test
  void anAnswerThatSaysNothingIsNotWell() throws IOException {
    assertThat(status("", Map.of("", ""))).isEqualTo(503);
    assertThat(status("", Map.of("", "ff"))).isEqualTo(503);
  }

  @Test
  void whatIsNewInAnAnswerIsPassedOver() throws IOException {
    assertThat(status("", Map.of("", "12016108011a0162"))).isEqualTo(200);
  }

  @Test
  void whatSpeaksNoGrpcIsNotWell() throws IOException {
    try (AppProbeServer other = AppProbeServer.start(Map.of(PATH, "tcp://pod:1"), List.of(POD), 0);
        AppProbeServer server = asking(other.port(), "")) {
      assertThat(get(server)).isEqualTo(503);
    }
  }

  private static int status(String service, Map<String, String> answers) throws IOException {
    try (HealthService application = new HealthService(answers);
        AppProbeServer server = asking(application.port(), service)) {
      return get(server);
    }
  }

  static AppProbeServer asking(int port, String service) throws IOException {
    return AppProbeServer.start(
        Map.of(PATH, "grpc://pod:" + port + "/" + service), List.of(POD), 0);
  }

  static int get(AppProbeServer server) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + server.port() + PATH).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}

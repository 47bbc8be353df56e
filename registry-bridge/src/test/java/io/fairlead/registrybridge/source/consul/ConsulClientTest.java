package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecwid.consul.v1.ConsulRawClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.health.HealthConsulClient;
import com.ecwid.consul.v1.health.HealthServicesRequest;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.Test;

final class ConsulClientTest {

  private static SourceSettings.Access access(String address) {
    return new SourceSettings.Access(
        URI.create(address), Path.of(""), Path.of(""), "", 100, Duration.ofSeconds(1));
  }

  @Test
  void refusesToSendATokenInAUrl() throws IOException {
    try (FakeConsul consul = new FakeConsul();
        CloseableHttpClient http = ConsulHttp.client(access(consul.address()))) {
      URI address = URI.create(consul.address());
      HealthConsulClient typed =
          new HealthConsulClient(new ConsulRawClient(address.getHost(), address.getPort(), http));
      HealthServicesRequest leaking =
          HealthServicesRequest.newBuilder()
              .setToken("secret")
              .setQueryParams(QueryParams.DEFAULT)
              .build();
      assertThatThrownBy(() -> typed.getHealthServices("web", leaking))
          .hasRootCauseMessage("a request to Consul had its token in the URL and was not sent");
      assertThat(consul.requests()).isEmpty();
    }
  }

  @Test
  void refusesAnOversizedAnswer() throws IOException {
    HttpServer endless =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endless.createContext(
        "/",
        exchange -> {
          try (exchange;
              OutputStream out = exchange.getResponseBody()) {
            exchange.getResponseHeaders().add("X-Consul-Index", "1");
            exchange.sendResponseHeaders(200, 0);
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
              out.write(mebibyte);
            }
          }
        });
    endless.start();
    try (ConsulClient client =
        new ConsulClient(access("http://127.0.0.1:" + endless.getAddress().getPort()))) {
      assertThatThrownBy(() -> client.get("/v1/catalog/services"))
          .isInstanceOf(ConsulException.class)
          .hasMessageContaining("larger than 64 MiB");
    } finally {
      endless.stop(0);
    }
  }

  @Test
  void givesUpOnAnAgentThatHangs() throws IOException {
    try (FakeConsul consul = new FakeConsul();
        ConsulClient client = new ConsulClient(access(consul.address()))) {
      consul.behave(path -> FakeConsul.Reply.HANG);
      assertThatThrownBy(() -> client.get("/v1/catalog/services"))
          .isInstanceOf(ConsulException.class)
          .hasMessageContaining("Read timed out");
    }
  }

  @Test
  void writesNamesIntoPathsSafely() {
    assertThat(ConsulClient.encoded("a/b c?x#y")).isEqualTo("a%2Fb%20c%3Fx%23y");
  }
}

package io.fairlead.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Connection;
import io.fairlead.cli.kubeconfig.Connection.ServerProof;
import io.fairlead.cli.kubeconfig.Credentials;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubeTlsTest {

  private final TestTls tls = new TestTls(List.of("127.0.0.1", "localhost"));
  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
  private HttpsServer server = listen();

  private HttpsServer listen() {
    try {
      return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("listening on loopback", e);
    }
  }

  @BeforeEach
  void start() {
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ours = getSSLContext().getDefaultSSLParameters();
            ours.setNeedClientAuth(true);
            parameters.setSSLParameters(ours);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          shown.add(((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0].toString());
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aCertificateOfAKubeconfigIsShown() throws InterruptedException {
    try (KubeApi api = new KubeApi(to(new ServerProof(tls.rootPem(), false)))) {
      assertThat(api.find("/api/v1/namespaces/none")).isEmpty();
    }
    assertThat(shown.take()).contains("spiffe://cluster.local/ns/shop/sa/web");
  }

  @Test
  void aServerThatIsNotBelievedIsNamed() {
    TestTls others = new TestTls(List.of("127.0.0.1"));
    try (KubeApi api = new KubeApi(to(new ServerProof(others.rootPem(), false)))) {
      assertThatThrownBy(() -> api.find("/"))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
          .hasMessageContaining("does not prove itself");
    }
  }

  @Test
  void anyServerIsBelievedWhereTheKubeconfigSaysSo() {
    try (KubeApi api = new KubeApi(to(new ServerProof("", true)))) {
      assertThat(api.find("/")).isEmpty();
    }
  }

  private Connection to(ServerProof proof) {
    return new Connection(
        "test",
        URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
        proof,
        "",
        new Credentials("", tls.chain(), tls.key(), Map.of()));
  }
}

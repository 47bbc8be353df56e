package io.fairlead.conformance.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway's certificate, all the way: files of an operator, a control plane, a stream, an Envoy,
 * a client. Each client takes one certificate alone.
 */
@Tag("peer")
class GatewayCredentialTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CONFIGURATION =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: {name: edge, namespace: edge}
      spec: {metadata: {labels: {istio: edge}}, template: {serviceAccount: edge}}
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: edge}
      spec:
        selector: {istio: edge}
        servers:
        - bind: 127.0.0.1
          port: {number: %d, name: https, protocol: HTTPS}
          hosts: [www.example.com]
          tls: {mode: SIMPLE, credentialName: www}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: www, namespace: edge}
      spec:
        hosts: [www.example.com]
        gateways: [edge]
        http: [{directResponse: {status: 200, body: {string: hello}}}]
      """;

  @TempDir private Path directory;

  private final int port = FreePort.next();
  private final TestTls first = new TestTls(List.of("www.example.com"));
  private final TestTls second = new TestTls(List.of("www.example.com"));
  private RunningControlPlane controlPlane;
  private GatewayEnvoy envoy;

  @BeforeEach
  void start() throws IOException {
    write(first);
    controlPlane = new RunningControlPlane(directory, directory.resolve("credentials"));
    controlPlane.apply(CONFIGURATION.formatted(port));
    envoy = new GatewayEnvoy(controlPlane.join("edge", "edge"), controlPlane.port(), directory);
    await().atMost(SOON).until(() -> isServed(first));
  }

  @AfterEach
  void stop() {
    envoy.close();
    controlPlane.close();
  }

  @Test
  void aNewCertificateIsServedAndTheOldOneNoLonger() throws IOException {
    assertThat(isServed(second)).isFalse();

    write(second);

    await().atMost(SOON).until(() -> isServed(second));
    assertThat(isServed(first)).isFalse();
    assertThat(envoy.isAlive()).isTrue();
  }

  @Test
  void connectionsThatStandOutliveTheCertificate() throws IOException {
    try (SSLSocket open = connect(first)) {
      assertThat(ask(open)).isEqualTo("HTTP/1.1 200 OK");
      write(second);
      await().atMost(SOON).until(() -> isServed(second));
      assertThat(ask(open)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aPairThatDoesNotFitLeavesTheLastOneServed() throws IOException {
    Path credential = directory.resolve("credentials/edge/www");
    Files.writeString(credential.resolve("tls.crt"), second.chain());
    await()
        .atMost(SOON)
        .until(() -> log().contains("A credential cannot be used as it is; what it was before"));
    assertThat(isServed(first)).isTrue();
    assertThat(isServed(second)).isFalse();
  }

  @Test
  void nothingOfTheKeyIsTold() throws IOException {
    String secret = first.key().lines().skip(1).findFirst().orElseThrow();
    assertThat(log()).doesNotContain(secret);
    assertThat(Files.readString(directory.resolve("envoy.log"))).doesNotContain(secret);
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("control-plane.log"), UTF_8);
  }

  private void write(TestTls tls) throws IOException {
    Path credential = Files.createDirectories(directory.resolve("credentials/edge/www"));
    Files.writeString(credential.resolve("tls.key"), tls.key());
    Files.setPosixFilePermissions(
        credential.resolve("tls.key"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(credential.resolve("tls.crt"), tls.chain());
  }

  /** Whether a client that takes only this certificate gets an answer. */
  private boolean isServed(TestTls tls) {
    try (SSLSocket socket = connect(tls)) {
      return ask(socket).equals("HTTP/1.1 200 OK");
    } catch (IOException e) {
      return false;
    }
  }

  private SSLSocket connect(TestTls tls) throws IOException {
    Socket plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    plain.setSoTimeout(5_000);
    SSLSocket socket =
        (SSLSocket)
            tls.anonymous().getSocketFactory().createSocket(plain, "www.example.com", port, true);
    socket.startHandshake();
    return socket;
  }

  /** The first line of the answer; the rest of it is read, too. */
  private static String ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nhost: www.example.com\r\n\r\n".getBytes(UTF_8));
    socket.getOutputStream().flush();
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\nhello") < 0) {
      int next = in.read();
      if (next < 0) {
        return "closed";
      }
      answer.append((char) next);
    }
    return answer.substring(0, answer.indexOf("\r\n"));
  }
}

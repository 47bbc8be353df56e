package io.fairlead.registrybridge.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.TrustDomain;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.client.AdsClient;
import io.fairlead.xds.client.Backoff;
import io.fairlead.xds.client.SubscriptionListener;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class McpServerTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ANYWHERE = "127.0.0.1:0";

  @TempDir private Path directory;

  private final McpPublisher publisher = McpPublisher.ofIstio();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> started = new CopyOnWriteArrayList<>();

  private final SubscriptionListener listener =
      new SubscriptionListener() {
        @Override
        public void updated(ResourceType type, List<Resource> changed, Set<String> removed) {
          heard.add("answered");
        }

        @Override
        public void connected() {}

        @Override
        public void disconnected(Status status) {
          heard.add("refused");
        }
      };

  @BeforeEach
  void writeCertificates() throws IOException {
    write("ours", CertificateAuthority.create("ours", InstantSource.system()));
    write("other", CertificateAuthority.create("other", InstantSource.system()));
    publisher.merged(List.of(), Set.of());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  private void write(String domain, CertificateAuthority.Material root) throws IOException {
    KeyPair key = PrivateKeys.generate();
    CertificateAuthority authority = new CertificateAuthority(root, InstantSource.system());
    Files.writeString(directory.resolve(domain + "-ca.pem"), Pem.encode(authority.root()));
    Files.writeString(directory.resolve(domain + "-key.pem"), Pem.encode(key.getPrivate()));
    Files.writeString(
        directory.resolve(domain + ".pem"),
        Pem.encode(
            authority.signServer(
                key.getPublic(),
                new TrustDomain(domain).id("system", "any"),
                List.of("127.0.0.1"),
                Duration.ofHours(1))));
  }

  private TlsSettings tls(String cert) {
    return new TlsSettings(Path.of(cert), Path.of("ours-key.pem"), Path.of("ours-ca.pem"))
        .in(directory);
  }

  private int serve(TlsSettings tls) throws IOException {
    McpServer server = new McpServer(ListenAddress.parse(ANYWHERE), tls, publisher);
    started.add(server);
    server.start();
    return server.port();
  }

  private void connect(int port, TlsChannelCredentials.Builder credentials) throws IOException {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1",
                port,
                credentials.trustManager(directory.resolve("ours-ca.pem").toFile()).build())
            .build();
    started.add(channel::shutdownNow);
    AdsClient client =
        new AdsClient(
            channel,
            Node.newBuilder().setId("client").build(),
            List.of(new ResourceType("networking.istio.io/v1/ServiceEntry")),
            listener,
            Backoff.STANDARD,
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    started.add(client);
    client.start();
  }

  private TlsChannelCredentials.Builder presenting(String domain) throws IOException {
    return TlsChannelCredentials.newBuilder()
        .keyManager(
            directory.resolve(domain + ".pem").toFile(),
            directory.resolve(domain + "-key.pem").toFile());
  }

  @Test
  void answersAClientOfItsAuthority() throws IOException {
    connect(serve(tls("ours.pem")), presenting("ours"));
    await().atMost(SOON).until(() -> heard.contains("answered"));
  }

  @Test
  void refusesAClientWithoutACertificate() throws IOException {
    connect(serve(tls("ours.pem")), TlsChannelCredentials.newBuilder());
    await().atMost(SOON).until(() -> heard.contains("refused"));
    assertThat(heard).doesNotContain("answered");
  }

  @Test
  void refusesAClientOfAnotherAuthority() throws IOException {
    connect(serve(tls("ours.pem")), presenting("other"));
    await().atMost(SOON).until(() -> heard.contains("refused"));
    assertThat(heard).doesNotContain("answered");
  }

  @Test
  void tellsWhichFileIsMissing() {
    assertThatThrownBy(() -> serve(tls("absent.pem")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent.pem is not there");
  }

  @Test
  void tellsThatAFileIsNoCertificate() throws IOException {
    Files.writeString(directory.resolve("ours.pem"), "not a certificate");
    assertThatThrownBy(() -> serve(tls("ours.pem")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tls: ");
  }
}

package io.fairlead.istioconfig.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Labels;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.KeyFiles;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.ServerTls.Accepted;
import io.fairlead.model.policy.ServerTls.Certificates;
import io.fairlead.model.policy.ServerTls.Clients;
import io.fairlead.model.policy.ServerTls.Demand;
import io.fairlead.model.policy.ServerTls.Handshake;
import io.fairlead.model.policy.ServerTls.Roots;
import io.fairlead.model.policy.ServerTls.Terminated;
import io.fairlead.model.policy.ServerTls.TlsVersion;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayReaderTest {

  @Test
  void aGatewayIsReadWithItsSelectorHostsAndAge() {
    Gateway gateway =
        gateway(
            "{port: {number: 80, name: http, protocol: http2}, name: front, bind: 10.0.0.1,"
                + " hosts: ['*/*', ./A.mesh, shop/b.mesh, '*.c.mesh']}");

    assertThat(gateway.selector()).isEqualTo(Labels.of("app", "edge"));
    assertThat(gateway.created()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(gateway.servers())
        .containsExactly(
            new GatewayServer(
                "front",
                new GatewayPort(80, "http", Protocol.HTTP2, "10.0.0.1"),
                List.of(
                    host("", "*"),
                    host("demo", "a.mesh"),
                    host("shop", "b.mesh"),
                    host("", "*.c.mesh")),
                new ServerTls.None()));
  }

  @Test
  void plaintextIsRedirectedWhereThatIsSaid() {
    assertThat(tls("HTTP", "{httpsRedirect: true}")).isEqualTo(new ServerTls.HttpsRedirect());
    assertThat(tls("HTTP", "{httpsRedirect: false}")).isEqualTo(new ServerTls.None());
  }

  @Test
  void tlsThatSaysNothingIsPassedThrough() {
    assertThat(tls("TLS", "{}")).isEqualTo(new ServerTls.Passthrough());
  }

  @Test
  void simpleTlsAsksNobodyForACertificate() {
    assertThat(tls("HTTPS", "{mode: SIMPLE, credentialName: web}"))
        .isEqualTo(
            new Terminated(
                new Certificates.Named(List.of("web")), Clients.ANYBODY, Handshake.STANDARD));
  }

  @Test
  void mutualTlsSaysWhoseCertificatesAreAccepted() {
    assertThat(
            tls(
                "HTTPS",
                "{mode: OPTIONAL_MUTUAL, credentialNames: [rsa, ecdsa], caCertCredentialName: ca,"
                    + " subjectAltNames: [a], verifyCertificateSpki: [b], verifyCertificateHash:"
                    + " [c], insecureSkipVerify: true, minProtocolVersion: TLSV1_2,"
                    + " maxProtocolVersion: TLSV1_3, cipherSuites: [AES128-SHA]}"))
        .isEqualTo(
            new Terminated(
                new Certificates.Named(List.of("rsa", "ecdsa")),
                new Clients(
                    Demand.OPTIONAL,
                    new Roots.Named("ca"),
                    new Accepted(List.of("a"), List.of("b"), List.of("c"), true)),
                new Handshake(TlsVersion.V1_2, TlsVersion.V1_3, List.of("AES128-SHA"))));
  }

  @Test
  void theMeshsOwnTlsNeedsNoCredential() {
    assertThat(tls("TLS", "{mode: ISTIO_MUTUAL, subjectAltNames: [x]}"))
        .isEqualTo(
            new Terminated(
                new Certificates.OfWorkload(),
                new Clients(
                    Demand.REQUIRED,
                    new Roots.OfServer(),
                    new Accepted(List.of("x"), List.of(), List.of(), false)),
                Handshake.STANDARD));
  }

  @Test
  void filesOfTheHostStandForCredentials() {
    assertThat(
            tls(
                "HTTPS",
                "{mode: MUTUAL, serverCertificate: /a.pem, privateKey: /b.pem,"
                    + " caCertificates: /c.pem, caCrl: /d.pem}"))
        .isEqualTo(
            new Terminated(
                new Certificates.InFiles(List.of(new KeyFiles("/a.pem", "/b.pem"))),
                new Clients(
                    Demand.REQUIRED,
                    new Roots.InFile("/c.pem", "/d.pem"),
                    new Accepted(List.of(), List.of(), List.of(), false)),
                Handshake.STANDARD));
  }

  private static GatewayHost host(String namespace, String name) {
    return new GatewayHost(namespace, new ServiceHost(name));
  }

  private static ServerTls tls(String protocol, String tls) {
    return gateway(
            "{port: {number: 443, name: x, protocol: %s}, hosts: ['*'], tls: %s}"
                .formatted(protocol, tls))
        .servers()
        .getFirst()
        .tls();
  }

  private static Gateway gateway(String server) {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: a, namespace: demo, creationTimestamp: "2026-11-22T10:00:00Z"}
        spec:
          selector: {app: edge}
          servers:
          - %s
        """
            .formatted(server);
    Parsed<IstioResource> resources = IstioYaml.read("f.yaml", text);
    assertThat(resources.problems()).isEmpty();
    Parsed<Declaration> parsed = ResourceReader.read(resources.values().getFirst());
    assertThat(parsed.problems()).isEmpty();
    return ((Declaration.Edge) parsed.values().getFirst()).gateway();
  }
}

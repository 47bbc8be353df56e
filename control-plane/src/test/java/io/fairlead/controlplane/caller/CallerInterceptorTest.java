package io.fairlead.controlplane.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.testing.FakeClock;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerInterceptorTest {

  private final FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
  private final CertificateAuthority authority = authority();
  private final Loopback loopback = new Loopback(authority, clock, List.of(new WhoAmI()));

  private CertificateAuthority authority() {
    return new CertificateAuthority(
        CertificateAuthority.create(Loopback.DOMAIN.name(), clock), clock);
  }

  @AfterEach
  void close() {
    loopback.close();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Channel channel) {
    return assertThatThrownBy(() -> WhoAmI.ask(channel)).isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void namesAMemberByItsCertificate() {
    var channel = loopback.as(Loopback.svid(authority, Loopback.WEB));

    assertThat(WhoAmI.ask(channel))
        .isEqualTo("Workload[id=spiffe://mesh.example.org/ns/shop/sa/web] at 127.0.0.1");
  }

  @Test
  void letsAnyoneConnectAndCallsThemAnonymous() {
    assertThat(WhoAmI.ask(loopback.anonymous())).isEqualTo("Anonymous[] at 127.0.0.1");
  }

  @Test
  void keepsAJoinTokenForTheServiceAndOutOfText() {
    assertThat(WhoAmI.ask(loopback.anonymous(), "x-mesh-join-token", "flj_abc"))
        .isEqualTo("JoinToken[secret=Secret[hidden]] at 127.0.0.1");
  }

  @Test
  void putsTheCertificateBeforeAToken() {
    var channel = loopback.as(Loopback.svid(authority, Loopback.WEB));

    assertThat(WhoAmI.ask(channel, "x-mesh-join-token", "flj_abc")).startsWith("Workload[");
    assertThat(WhoAmI.ask(channel, "authorization", "Bearer x")).startsWith("Workload[");
  }

  @Test
  void namesAMemberByABearerTokenThatSomebodyKnows() {
    BearerTokens known =
        bearer ->
            bearer.token().reveal().equals("good") && bearer.cluster().equals("c1")
                ? Optional.of(Loopback.WEB)
                : Optional.empty();
    try (Loopback tokens = new Loopback(authority, clock, List.of(known), List.of(new WhoAmI()))) {
      Metadata cluster = new Metadata();
      cluster.put(Metadata.Key.of("clusterid", Metadata.ASCII_STRING_MARSHALLER), "c1");
      var channel =
          ClientInterceptors.intercept(
              tokens.anonymous(), MetadataUtils.newAttachHeadersInterceptor(cluster));

      assertThat(WhoAmI.ask(channel, "authorization", "Bearer good"))
          .isEqualTo("Workload[id=spiffe://mesh.example.org/ns/shop/sa/web] at 127.0.0.1");
      for (String bad : List.of("Bearer bad", "Basic good", "good")) {
        assertThatThrownBy(() -> WhoAmI.ask(channel, "authorization", bad))
            .hasMessageStartingWith("UNAUTHENTICATED: this control plane takes no bearer token");
      }
    }
  }

  @Test
  void stopsListeningToWhoGuesses() {
    var channel = loopback.anonymous();
    for (int guess = 0; guess < 20; guess++) {
      assertThatThrownBy(() -> WhoAmI.ask(channel, "authorization", "Bearer x"))
          .hasMessageStartingWith("UNAUTHENTICATED");
    }

    assertThatThrownBy(() -> WhoAmI.ask(channel, "authorization", "Bearer x"))
        .hasMessageStartingWith("RESOURCE_EXHAUSTED");
    clock.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> WhoAmI.ask(channel, "authorization", "Bearer x"))
        .hasMessageStartingWith("UNAUTHENTICATED");
  }

  @Test
  void refusesABearerTokenInsteadOfIgnoringIt() {
    assertThatThrownBy(() -> WhoAmI.ask(loopback.anonymous(), "authorization", "Bearer secret"))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("UNAUTHENTICATED: this control plane takes no bearer token")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesTheCertificateOfAnotherMesh() {
    assertRefused(loopback.as(Loopback.svid(authority(), Loopback.WEB)))
        .hasMessageStartingWith("UNAVAILABLE");
  }

  @Test
  void refusesACertificateThatExpired() {
    var channel = loopback.as(Loopback.svid(authority, Loopback.WEB));
    clock.advance(Duration.ofHours(25));

    assertRefused(channel).hasMessageStartingWith("UNAVAILABLE");
  }

  @Test
  void refusesCallsOnAConnectionThatOutlivedItsCertificate() {
    var channel = loopback.as(Loopback.svid(authority, Loopback.WEB));
    WhoAmI.ask(channel);
    clock.advance(Duration.ofHours(25));

    assertRefused(channel).hasMessageStartingWith("UNAUTHENTICATED: the client certificate");
  }

  @Test
  void showsTheRootToAHostThatKnowsOnlyItsHash() {
    var pinned =
        SpiffeTrust.pinned(
            PublicKeyHash.parse(Certificates.publicKeyHash(authority.root())),
            ServerTls.serverId(Loopback.DOMAIN)::equals,
            clock);

    WhoAmI.ask(loopback.channel(pinned, Optional.empty()));

    assertThat(pinned.root()).contains(authority.root());
  }

  @Test
  void servesUnderItsSpiffeIdAndItsHosts() throws Exception {
    X509Certificate leaf = loopback.tls().svid().leaf();

    assertThat(Certificates.spiffeId(leaf)).contains(ServerTls.serverId(Loopback.DOMAIN));
    assertThat(leaf.getSubjectAlternativeNames().toString()).contains("cp.example.org");
  }

  @Test
  void renewsItsCertificateAtHalfOfItsLifeWithoutDroppingConnections() {
    var early = loopback.anonymous();
    WhoAmI.ask(early);
    var before = loopback.tls().svid();
    clock.advance(Duration.ofHours(14));
    var seen = new AtomicReference<X509Certificate>();

    WhoAmI.ask(loopback.channel(new RememberingTrust(loopback.trust(), seen), Optional.empty()));

    assertThat(seen.get()).isNotEqualTo(before.leaf()).isEqualTo(loopback.tls().svid().leaf());
    assertThat(WhoAmI.ask(early)).startsWith("Anonymous");
  }
}

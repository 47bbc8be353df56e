package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** Real TLS over loopback, with the JDK's own stack on both sides. */
class HandshakeTest {

  private final Clock clock = Clock.systemUTC();
  private final CertificateAuthority authority = Authorities.authority(clock);
  private final X509Svid server = Authorities.svid(authority, Authorities.SERVER);
  private final X509Svid client = Authorities.svid(authority, Authorities.WEB);
  private final X509TrustManager clients =
      SpiffeTrust.client(() -> List.of(authority.root()), clock);
  private final X509TrustManager servers =
      SpiffeTrust.verifyingServer(
          () -> List.of(authority.root()), Authorities.SERVER::equals, clock);

  private static SSLContext context(
      X509Svid svid, List<X509Certificate> tail, X509TrustManager trust) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var chain = Stream.concat(svid.chain().stream(), tail.stream()).toArray(Certificate[]::new);
    store.setKeyEntry("svid", svid.key(), new char[0], chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new X509TrustManager[] {trust}, new SecureRandom());
    return context;
  }

  /** What the server saw as the client's identity; fails where either side refuses. */
  private static SpiffeId handshake(SSLContext server, SSLContext client) throws Exception {
    var loopback = InetAddress.getLoopbackAddress();
    try (var listening =
            (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var calling =
            (SSLSocket)
                client.getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
      listening.setNeedClientAuth(true);
      Future<SpiffeId> seen = threads.submit(() -> accepted(listening));
      calling.startHandshake();
      calling.getInputStream().read();
      return seen.get();
    }
  }

  private static SpiffeId accepted(SSLServerSocket listening) throws IOException {
    try (var socket = (SSLSocket) listening.accept()) {
      socket.startHandshake();
      socket.getOutputStream().write(1);
      var leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return Certificates.spiffeId(leaf).orElseThrow();
    }
  }

  @Test
  void authenticatesBothSides() throws Exception {
    var seen = handshake(context(server, List.of(), clients), context(client, List.of(), servers));

    assertThat(seen).isEqualTo(Authorities.WEB);
  }

  @Test
  void yieldsThePinnedRootToAHostThatKnowsItsHash() throws Exception {
    var pinned =
        SpiffeTrust.pinned(
            PublicKeyHash.parse(Certificates.publicKeyHash(authority.root())),
            Authorities.SERVER::equals,
            clock);

    handshake(
        context(server, List.of(authority.root()), clients), context(client, List.of(), pinned));

    assertThat(pinned.root()).contains(authority.root());
  }

  @Test
  void failsWhereTheClientIsOfAnotherMesh() throws Exception {
    var stranger = Authorities.svid(Authorities.authority(clock), Authorities.WEB);
    var ours = context(server, List.of(), clients);
    var theirs = context(stranger, List.of(), servers);

    assertThatThrownBy(() -> handshake(ours, theirs)).isInstanceOf(IOException.class);
  }

  @Test
  void failsWhereTheServerIsNotTheExpectedOne() throws Exception {
    var poser = context(Authorities.svid(authority, Authorities.WEB), List.of(), clients);
    var caller = context(client, List.of(), servers);

    assertThatThrownBy(() -> handshake(poser, caller))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("not who was called");
  }
}

package io.fairlead.pki;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trust between members of a mesh, for any TLS stack that takes a trust manager: a chain to a root
 * of the mesh and a SPIFFE id. Host names are never looked at, since workloads move.
 */
public final class SpiffeTrust {

  private SpiffeTrust() {}

  /**
   * For clients: the server's chain leads to one of {@code roots}, which are asked for anew at each
   * handshake, and its identity is {@code expected}.
   */
  public static X509ExtendedTrustManager verifyingServer(
      Supplier<List<X509Certificate>> roots, Predicate<SpiffeId> expected, InstantSource clock) {
    return new SpiffeTrustManager(roots, expected, new ChainVerifier(clock));
  }

  /** For servers: whoever presents a certificate has one of this mesh. */
  public static X509ExtendedTrustManager client(
      Supplier<List<X509Certificate>> roots, InstantSource clock) {
    return new SpiffeTrustManager(roots, anyone -> true, new ChainVerifier(clock));
  }

  /**
   * For a host that joins and has no root yet: the server presents the root whose hash an operator
   * handed over, and its own chain leads to it.
   */
  public static PinnedTrust pinned(
      PublicKeyHash hash, Predicate<SpiffeId> expected, InstantSource clock) {
    return new PinnedTrust(hash, expected, new ChainVerifier(clock));
  }
}

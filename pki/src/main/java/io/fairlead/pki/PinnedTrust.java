package io.fairlead.pki;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the root whose key has a known hash, wherever a server presents it, and remembers it. */
public final class PinnedTrust extends X509ExtendedTrustManager {

  private final PublicKeyHash hash;
  private final Predicate<SpiffeId> expected;
  private final ChainVerifier verifier;

  /** Published once by the handshake's thread. */
  private volatile @Nullable X509Certificate root;

  PinnedTrust(PublicKeyHash hash, Predicate<SpiffeId> expected, ChainVerifier verifier) {
    this.hash = hash;
    this.expected = expected;
    this.verifier = verifier;
  }

  /** The root, once a handshake has succeeded. */
  public Optional<X509Certificate> root() {
    return Optional.ofNullable(root);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    X509Certificate pinned =
        Stream.of(chain)
            .filter(hash::matches)
            .findFirst()
            .orElseThrow(
                () ->
                    new CertificateException(
                        "no certificate of the server has the hash "
                            + hash
                            + ": compare --ca-hash with what the control plane prints, and check"
                            + " the address"));
    if (pinned.getBasicConstraints() < 0) {
      throw new CertificateException(
          "the certificate with the hash " + hash + " is not one of an authority");
    }
    SpiffeTrustManager.requireExpected(verifier.verify(chain, List.of(pinned)), expected);
    root = pinned;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException noClients() {
    return new CertificateException("a pinned root is for calling servers only");
  }
}

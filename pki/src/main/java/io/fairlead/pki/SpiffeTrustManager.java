package io.fairlead.pki;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Extended, because the JDK adds a check of the host name to any other trust manager. */
final class SpiffeTrustManager extends X509ExtendedTrustManager {

  private final Supplier<List<X509Certificate>> roots;
  private final Predicate<SpiffeId> expected;
  private final ChainVerifier verifier;

  SpiffeTrustManager(
      Supplier<List<X509Certificate>> roots, Predicate<SpiffeId> expected, ChainVerifier verifier) {
    this.roots = roots;
    this.expected = expected;
    this.verifier = verifier;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    requireExpected(verifier.verify(chain, roots.get()), expected);
  }

  static void requireExpected(SpiffeId id, Predicate<SpiffeId> expected)
      throws CertificateException {
    if (!expected.test(id)) {
      throw new CertificateException(
          "the peer is " + id + ", which is not who was called: check the address");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
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

  /**
   * None: a client that is told the roots silently keeps back a certificate of another mesh, and
   * would pass for someone without any instead of hearing that its certificate is wrong.
   */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

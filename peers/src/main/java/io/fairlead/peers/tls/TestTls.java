package io.fairlead.peers.tls;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** One authority, one certificate with the names of a test, and both ends that trust it. */
public final class TestTls {

  private static final String DOMAIN = "cluster.local";

  private final X509Certificate root;
  private final X509Certificate leaf;
  private final KeyPair key = PrivateKeys.generate();

  /**
   * @param hosts names and addresses that the certificate holds
   */
  public TestTls(List<String> hosts) {
    CertificateAuthority authority =
        new CertificateAuthority(
            CertificateAuthority.create(DOMAIN, InstantSource.system()), InstantSource.system());
    this.root = authority.root();
    this.leaf =
        authority.signServer(
            key.getPublic(), new SpiffeId(DOMAIN, "shop", "web"), hosts, Duration.ofDays(1));
  }

  public String chain() {
    return Pem.encode(leaf);
  }

  public String key() {
    return Pem.encode(key.getPrivate());
  }

  public String rootPem() {
    return Pem.encode(root);
  }

  /** For clients that do not prove who they are. */
  public SSLContext anonymous() {
    return context(new KeyManager[0]);
  }

  /** For clients, which know the one certificate, and for servers. */
  public SSLContext context() {
    try {
      char[] password = "only-for-this-test".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("own", key.getPrivate(), password, new Certificate[] {leaf});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      return context(keys.getKeyManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has PKCS12", e);
    }
  }

  private SSLContext context(KeyManager[] keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {new OneCertificate(leaf)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** Trusts a certificate by what it is, whatever it was asked for. */
  private static final class OneCertificate extends X509ExtendedTrustManager {

    private final X509Certificate known;

    private OneCertificate(X509Certificate known) {
      this.known = known;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (!chain[0].equals(known)) {
        throw new CertificateException("another certificate than that of the tests");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

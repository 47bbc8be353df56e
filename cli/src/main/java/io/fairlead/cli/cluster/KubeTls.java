package io.fairlead.cli.cluster;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Connection;
import io.fairlead.cli.kubeconfig.Credentials;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeyForms;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS towards an API server: whom it is believed for, and the certificate that it is shown. */
final class KubeTls {

  private static final char[] NO_PASSWORD = new char[0];

  private KubeTls() {}

  static SSLContext of(Connection connection) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys(connection.credentials()), trust(connection.proof()), null);
      return tls;
    } catch (PkiException | GeneralSecurityException | IOException e) {
      throw Failure.usage(
          "the certificates of context '%s' cannot be used: %s"
              .formatted(connection.name(), e.getMessage()));
    }
  }

  private static KeyManager @Nullable [] keys(Credentials credentials)
      throws GeneralSecurityException, IOException {
    if (!credentials.hasCertificate()) {
      return null;
    }
    List<X509Certificate> chain = Pem.certificates(credentials.certificate());
    KeyStore store = store();
    store.setKeyEntry(
        "user",
        PrivateKeyForms.read(credentials.key()),
        NO_PASSWORD,
        chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(Connection.ServerProof proof)
      throws GeneralSecurityException, IOException {
    if (proof.isBlind()) {
      return new TrustManager[] {new BlindTrust()};
    }
    if (proof.roots().isEmpty()) {
      return null;
    }
    KeyStore store = store();
    int count = 0;
    for (X509Certificate root : Pem.certificates(proof.roots())) {
      store.setCertificateEntry("root-" + count++, root);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}

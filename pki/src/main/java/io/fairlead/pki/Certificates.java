package io.fairlead.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Questions asked of certificates. */
public final class Certificates {

  private static final int URI_NAME = 6;

  private Certificates() {}

  /** The one SPIFFE id in its URI names; empty where there is none, several, or another form. */
  public static Optional<SpiffeId> spiffeId(X509Certificate certificate) {
    try {
      return soleUri(certificate).map(SpiffeId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The trust domain that a root certificate names; empty where it names none. */
  public static Optional<TrustDomain> trustDomain(X509Certificate root) {
    try {
      return soleUri(root)
          .filter(uri -> uri.startsWith(SpiffeId.SCHEME))
          .map(uri -> new TrustDomain(uri.substring(SpiffeId.SCHEME.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code sha256:<hex>} of the subject's public key: what a host pins when it joins. */
  public static String publicKeyHash(X509Certificate certificate) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return PublicKeyHash.PREFIX + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Optional<String> soleUri(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      List<String> uris =
          names == null
              ? List.of()
              : names.stream()
                  .filter(name -> name.getFirst().equals(URI_NAME))
                  .map(name -> (String) name.get(1))
                  .toList();
      return uris.size() == 1 ? Optional.of(uris.getFirst()) : Optional.empty();
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }
}

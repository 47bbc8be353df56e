package io.fairlead.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Decides whether a presented chain leads to a root, and says in one sentence why it does not. */
record ChainVerifier(InstantSource clock) {

  private static final int LONGEST_CHAIN = 10;

  /** The identity of the leaf, once its chain leads to one of {@code roots}. */
  SpiffeId verify(X509Certificate[] presented, List<X509Certificate> roots)
      throws CertificateException {
    if (presented.length == 0 || presented.length > LONGEST_CHAIN) {
      throw new CertificateException(
          "the peer presented %d certificates: expected 1 to %d"
              .formatted(presented.length, LONGEST_CHAIN));
    }
    if (roots.isEmpty()) {
      throw new CertificateException("there is no root to trust yet: join the mesh first");
    }
    X509Certificate leaf = presented[0];
    Instant now = clock.instant();
    List<X509Certificate> chain = withoutRoots(presented, roots);
    for (X509Certificate certificate : chain) {
      requireInForce(certificate, now);
    }
    requirePath(chain, leaf, roots, now);
    if (leaf.getBasicConstraints() >= 0) {
      throw new CertificateException(
          "the peer presented the certificate of an authority as its own: it needs a leaf");
    }
    return Certificates.spiffeId(leaf)
        .orElseThrow(
            () ->
                new CertificateException(
                    "the peer's certificate has no single SPIFFE id"
                        + " (spiffe://<trust domain>/ns/<namespace>/sa/<account>)"));
  }

  private static List<X509Certificate> withoutRoots(
      X509Certificate[] presented, List<X509Certificate> roots) {
    var leaf = presented[0];
    return List.of(presented).stream()
        .filter(certificate -> certificate.equals(leaf) || !roots.contains(certificate))
        .toList();
  }

  private static void requireInForce(X509Certificate certificate, Instant now)
      throws CertificateException {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      throw new CertificateException(
          "the certificate of %s expired at %s and it is %s: set the clock of this host if that is wrong, else let the peer renew or join again"
              .formatted(name(certificate), end, now));
    }
    if (now.isBefore(start)) {
      throw new CertificateException(
          "the certificate of %s holds from %s on and it is %s: set the clock of this host or of the peer"
              .formatted(name(certificate), start, now));
    }
  }

  private static void requirePath(
      List<X509Certificate> chain, X509Certificate leaf, List<X509Certificate> roots, Instant now)
      throws CertificateException {
    try {
      var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      CertPathValidator.getInstance("PKIX").validate(path, parameters(roots, now));
    } catch (CertPathValidatorException e) {
      throw new CertificateException(
          "the certificate of %s does not lead to a root of this mesh (%s): the peer belongs to another mesh, or the root was replaced; join again [%s]"
              .formatted(name(leaf), hashes(roots), e.getReason()),
          e);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the certificate chain cannot be checked", e);
    }
  }

  /** Certificates are short-lived instead of being revoked. */
  private static PKIXParameters parameters(List<X509Certificate> roots, Instant now)
      throws InvalidAlgorithmParameterException {
    var parameters =
        new PKIXParameters(
            roots.stream()
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toUnmodifiableSet()));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    return parameters;
  }

  private static String name(X509Certificate certificate) {
    return Certificates.spiffeId(certificate)
        .map(SpiffeId::toString)
        .orElseGet(() -> "'" + certificate.getSubjectX500Principal().getName() + "'");
  }

  private static String hashes(List<X509Certificate> roots) {
    return roots.stream().map(Certificates::publicKeyHash).collect(Collectors.joining(", "));
  }
}

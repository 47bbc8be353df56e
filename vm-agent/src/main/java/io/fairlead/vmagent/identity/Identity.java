package io.fairlead.vmagent.identity;

import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.X509Svid;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** What this host proves itself with, and whom it believes. */
public record Identity(X509Svid svid, List<X509Certificate> roots) {

  public Identity {
    roots = List.copyOf(roots);
    if (roots.isEmpty()) {
      throw new PkiException("there is no root certificate");
    }
  }

  /**
   * Reads the answer to a signing request: leaf first, the bundle of roots last.
   *
   * @throws PkiException where the answer is something else, or for another key
   */
  static Identity fromAnswer(List<String> answer, KeyPair key) {
    if (answer.size() < 2) {
      throw new PkiException(
          "the control plane answered with %d certificates: expected a chain and the roots"
              .formatted(answer.size()));
    }
    String chain = String.join("\n", answer.subList(0, answer.size() - 1));
    return new Identity(
        new X509Svid(Pem.certificates(chain), key.getPrivate()),
        Pem.certificates(answer.getLast()));
  }
}

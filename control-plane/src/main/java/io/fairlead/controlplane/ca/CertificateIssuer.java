package io.fairlead.controlplane.ca;

import io.fairlead.pki.Pem;
import io.fairlead.pki.SpiffeId;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs for members of the mesh. Nothing leaves it that the log does not hold. */
public final class CertificateIssuer {

  private static final Logger log = LoggerFactory.getLogger(CertificateIssuer.class);

  private final MeshAuthority authority;
  private final IssuanceLog issuances;
  private final Lifetimes lifetimes;

  public CertificateIssuer(MeshAuthority authority, IssuanceLog issuances, Lifetimes lifetimes) {
    this.authority = authority;
    this.issuances = issuances;
    this.lifetimes = lifetimes;
  }

  /** A signed certificate that nobody has seen yet: drop it, or release it. */
  public final class Draft {

    private final X509Certificate leaf;
    private final SpiffeId id;

    private Draft(X509Certificate leaf, SpiffeId id) {
      this.leaf = leaf;
      this.id = id;
    }

    /**
     * Records it, and gives the chain as the wire wants it: leaf first, the bundle of roots last.
     */
    public List<String> release(String requester) {
      Issuance issuance = issuances.append(leaf, id, requester);
      log.atInfo()
          .addKeyValue("id", id)
          .addKeyValue("serial", issuance.serial())
          .addKeyValue("expires", issuance.expires())
          .addKeyValue("requester", requester)
          .log("A certificate was issued");
      return List.of(Pem.encode(leaf), Pem.encode(authority.roots()));
    }
  }

  /**
   * Signs for {@code id}.
   *
   * @param seconds the lifetime asked for; 0 for the standard one
   * @throws io.fairlead.pki.PkiException where the authority cannot sign
   */
  public Draft sign(PublicKey key, SpiffeId id, long seconds) {
    return new Draft(authority.authority().sign(key, id, lifetimes.granted(seconds)), id);
  }
}

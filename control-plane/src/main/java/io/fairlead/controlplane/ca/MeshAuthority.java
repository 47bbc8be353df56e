package io.fairlead.controlplane.ca;

import com.google.protobuf.ByteString;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.TrustDomain;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority of this mesh, made once and kept in the store. */
public final class MeshAuthority {

  private static final Logger log = LoggerFactory.getLogger(MeshAuthority.class);
  private static final String COLLECTION = "ca";
  private static final String KEY = "root";
  private static final String KEY_START = "-----BEGIN PRIVATE KEY-----";

  private final TrustDomain trustDomain;
  private final CertificateAuthority authority;
  private final List<X509Certificate> others;

  private MeshAuthority(
      TrustDomain trustDomain, CertificateAuthority authority, List<X509Certificate> others) {
    this.trustDomain = trustDomain;
    this.authority = authority;
    this.others = List.copyOf(others);
  }

  /**
   * An authority that the store does not hold.
   *
   * @throws PkiException where its certificate is not a root, or not one for the trust domain
   */
  public static MeshAuthority of(
      CertificateAuthority.Material material, TrustDomain trustDomain, InstantSource clock) {
    X509Certificate root = material.root();
    if (!root.getSubjectX500Principal().equals(root.getIssuerX500Principal())) {
      throw new PkiException(
          "the certificate is not self-signed: a root and its key are needed, no intermediate");
    }
    if (!Certificates.trustDomain(root).orElse(trustDomain).equals(trustDomain)) {
      throw new PkiException("the certificate is of another trust domain than " + trustDomain);
    }
    return new MeshAuthority(trustDomain, new CertificateAuthority(material, clock), List.of());
  }

  /** The same authority in a mesh that trusts others, too. */
  public MeshAuthority trusting(List<X509Certificate> more) {
    return new MeshAuthority(trustDomain, authority, more);
  }

  /**
   * The authority that the store holds, or a new one where it holds none.
   *
   * @throws StoreException where it is damaged or belongs to another trust domain
   */
  public static MeshAuthority loadOrCreate(
      StateStore store, TrustDomain trustDomain, InstantSource clock) {
    if (store.read(COLLECTION, KEY).isEmpty()) {
      var made = CertificateAuthority.create(trustDomain.name(), clock);
      if (store.write(COLLECTION, KEY, encode(made), StateStore.ABSENT).isPresent()) {
        log.atInfo()
            .addKeyValue("trustDomain", trustDomain)
            .addKeyValue("caHash", Certificates.publicKeyHash(made.root()))
            .log("A new certificate authority was made");
      }
    }
    // Read back even what was just written: what signs is what a restart will find.
    return store
        .read(COLLECTION, KEY)
        .map(entry -> load(entry.value(), trustDomain, clock))
        .orElseThrow(() -> new StoreException("the authority vanished from the store"));
  }

  private static MeshAuthority load(ByteString value, TrustDomain expected, InstantSource clock) {
    CertificateAuthority.Material material = decode(value);
    TrustDomain found = Certificates.trustDomain(material.root()).orElse(expected);
    if (!found.equals(expected)) {
      throw new StoreException(
          "the store holds the authority of the trust domain %s, and the configuration says %s: set the trust domain back, or name another store"
              .formatted(found, expected));
    }
    return new MeshAuthority(expected, new CertificateAuthority(material, clock), List.of());
  }

  private static ByteString encode(CertificateAuthority.Material material) {
    return ByteString.copyFromUtf8(Pem.encode(material.root()) + Pem.encode(material.key()));
  }

  private static CertificateAuthority.Material decode(ByteString value) {
    String text = value.toStringUtf8();
    int key = text.indexOf(KEY_START);
    try {
      if (key < 0) {
        throw new PkiException("there is no private key");
      }
      return new CertificateAuthority.Material(
          Pem.certificates(text.substring(0, key)).getFirst(), Pem.privateKey(text.substring(key)));
    } catch (PkiException e) {
      throw new StoreException(
          "the authority in the store cannot be read (%s): restore the store from a backup"
              .formatted(e.getMessage()),
          e);
    }
  }

  public TrustDomain trustDomain() {
    return trustDomain;
  }

  public CertificateAuthority authority() {
    return authority;
  }

  /** What members trust: our own root first. */
  public List<X509Certificate> roots() {
    return Stream.concat(Stream.of(authority.root()), others.stream()).distinct().toList();
  }

  /** For {@code --ca-hash}. */
  public String caHash() {
    return Certificates.publicKeyHash(authority.root());
  }
}

package io.fairlead.pki;

import java.util.regex.Pattern;

/**
 * The name below which a mesh hands out identities. Lower case only, as the SPIFFE standard wants
 * it, so that two spellings never stand for one domain.
 */
public record TrustDomain(String name) {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?");

  public TrustDomain {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the trust domain '"
              + name
              + "' must have 1 to 253 of a-z, 0-9, '.', '-' and '_' and begin and end with a letter"
              + " or digit, such as mesh.example.org");
    }
  }

  /** The identity of a service account of this domain. */
  public SpiffeId id(String namespace, String serviceAccount) {
    return new SpiffeId(name, namespace, serviceAccount);
  }

  /** The name that the domain's root certificate carries. */
  public String uri() {
    return SpiffeId.SCHEME + name;
  }

  public boolean contains(SpiffeId id) {
    return id.trustDomain().equals(name);
  }

  @Override
  public String toString() {
    return name;
  }
}

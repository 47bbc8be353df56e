package io.fairlead.pki;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an operator hands to a joining host so that it knows the mesh's root: a hash of its key. */
public record PublicKeyHash(String text) {

  static final String PREFIX = "sha256:";

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public PublicKeyHash {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the CA hash must be sha256: and 64 hexadecimal digits, as `fairlead token create` prints"
              + " it");
    }
  }

  /** Reads what a person typed: case and blanks around it do not matter. */
  public static PublicKeyHash parse(String text) {
    return new PublicKeyHash(text.strip().toLowerCase(Locale.ROOT));
  }

  public boolean matches(X509Certificate certificate) {
    return Certificates.publicKeyHash(certificate).equals(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.fairlead.cli.kubeconfig;

import java.util.Map;

/**
 * What is shown to an API server.
 *
 * @param authorization the header's value; empty for none
 * @param certificate a chain in PEM; empty for none
 * @param key of the certificate, PEM
 * @param headers more of them, such as those of impersonation
 */
public record Credentials(
    String authorization, String certificate, String key, Map<String, String> headers) {

  public static final Credentials NONE = new Credentials("", "", "", Map.of());

  public Credentials {
    headers = Map.copyOf(headers);
  }

  public static Credentials bearer(String token) {
    return new Credentials("Bearer " + token, "", "", Map.of());
  }

  public boolean hasCertificate() {
    return !certificate.isEmpty();
  }

  public boolean isEmpty() {
    return authorization.isEmpty() && certificate.isEmpty();
  }

  Credentials with(Map<String, String> more) {
    return new Credentials(authorization, certificate, key, more);
  }

  /** Never what they are. */
  @Override
  public String toString() {
    return "Credentials";
  }
}

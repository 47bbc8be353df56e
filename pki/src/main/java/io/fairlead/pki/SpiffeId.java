package io.fairlead.pki;

/** A workload's identity in the form that Istio uses: trust domain, namespace, service account. */
public record SpiffeId(String trustDomain, String namespace, String serviceAccount) {

  static final String SCHEME = "spiffe://";

  public SpiffeId {
    requireSegment("trust domain", trustDomain);
    requireSegment("namespace", namespace);
    requireSegment("service account", serviceAccount);
  }

  /**
   * Reads {@code spiffe://<trust domain>/ns/<namespace>/sa/<service account>}.
   *
   * @throws IllegalArgumentException with a sentence, for anything else
   */
  public static SpiffeId parse(String uri) {
    String[] parts =
        uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()).split("/", -1) : new String[0];
    if (parts.length != 5 || !parts[1].equals("ns") || !parts[3].equals("sa")) {
      throw new IllegalArgumentException(
          "'" + uri + "' is not of the form spiffe://<trust domain>/ns/<namespace>/sa/<account>");
    }
    return new SpiffeId(parts[0], parts[2], parts[4]);
  }

  private static void requireSegment(String what, String text) {
    if (text.isEmpty() || text.length() > 253 || !text.chars().allMatch(SpiffeId::isAllowed)) {
      throw new IllegalArgumentException(
          "the " + what + " '" + text + "' must have 1 to 253 of a-z, A-Z, 0-9, '.', '-' and '_'");
    }
    if (text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("the " + what + " must not be '" + text + "'");
    }
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  @Override
  public String toString() {
    return SCHEME + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }
}

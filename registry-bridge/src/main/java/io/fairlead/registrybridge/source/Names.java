package io.fairlead.registrybridge.source;

import java.util.regex.Pattern;

/** What may stand as a name, a label's key or a label's value. */
public final class Names {

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final int MAX_PREFIX = 253;

  private Names() {}

  /** RFC 1123: 1 to 63 of a-z, 0-9 and -, with a letter or digit at both ends. */
  public static boolean isDnsLabel(String text) {
    return DNS_LABEL.matcher(text).matches();
  }

  /** Kubernetes' rule for the value of a label. */
  public static boolean isLabelValue(String text) {
    return text.isEmpty() || LABEL_NAME.matcher(text).matches();
  }

  /** Kubernetes' rule for the key of a label: a name, with a DNS name and a slash before it. */
  public static boolean isLabelKey(String text) {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? "x" : text.substring(0, slash);
    boolean isDnsName = prefix.length() <= MAX_PREFIX;
    for (String part : prefix.split("\\.", -1)) {
      isDnsName = isDnsName && isDnsLabel(part);
    }
    return isDnsName && LABEL_NAME.matcher(text.substring(slash + 1)).matches();
  }

  /**
   * Whether a label speaks of who a workload is or where it stands, which no registry may say, or
   * is one that the bridge sets itself.
   */
  public static boolean isReservedLabel(String key) {
    return key.equals("istio-locality")
        || key.startsWith("fairlead.io/")
        || key.startsWith("security.istio.io/")
        || key.startsWith("topology.istio.io/")
        || key.startsWith("topology.kubernetes.io/");
  }
}

package io.fairlead.istioconfig.analyze;

import java.util.Locale;

/** Hosts as rules write them, with wildcards. */
final class HostNames {

  private HostNames() {}

  static String of(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  /** Whether {@code pattern} is {@code host}, or a wildcard that it falls under. */
  static boolean covers(String pattern, String host) {
    return pattern.equals("*")
        || pattern.equals(host)
        || (pattern.startsWith("*") && host.endsWith(pattern.substring(1)));
  }

  /** Whether there is a host that both name. */
  static boolean meet(String one, String other) {
    return covers(one, other) || covers(other, one);
  }

  /** What is completed to a service of Kubernetes cannot be told from files alone. */
  static boolean isShort(String host) {
    return host.indexOf('.') < 0 && !host.equals("*");
  }
}

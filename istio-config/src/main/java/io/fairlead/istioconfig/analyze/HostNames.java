package io.fairlead.istioconfig.analyze;

import io.fairlead.model.service.ServiceHost;
import java.util.Locale;

/** Hosts as rules write them, with wildcards. */
final class HostNames {

  private HostNames() {}

  static String of(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  /** Whether there is a host that both name. */
  static boolean meet(String one, String other) {
    return ServiceHost.covers(one, other) || ServiceHost.covers(other, one);
  }

  /** What is completed to a service of Kubernetes cannot be told from files alone. */
  static boolean isShort(String host) {
    return host.indexOf('.') < 0 && !host.equals("*");
  }
}

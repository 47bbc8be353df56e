package io.fairlead.translation.naming;

import java.util.Set;

/** The ports that agent and proxy keep for themselves; no service can be served or called there. */
public final class ProxyPorts {

  public static final int OUTBOUND = 15_001;
  public static final int INBOUND = 15_006;

  /** Ports below belong to root, which the proxy is not. */
  private static final int FIRST_UNPRIVILEGED = 1024;

  private static final Set<Integer> RESERVED =
      Set.of(15_000, OUTBOUND, INBOUND, 15_008, 15_020, 15_021, 15_053, 15_090);

  private ProxyPorts() {}

  public static boolean isReserved(int port) {
    return RESERVED.contains(port);
  }

  public static boolean isPrivileged(int port) {
    return port < FIRST_UNPRIVILEGED;
  }
}

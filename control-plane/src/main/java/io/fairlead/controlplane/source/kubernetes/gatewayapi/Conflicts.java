package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import java.util.List;

/** Listeners that cannot stand beside each other: none of them is served. */
final class Conflicts {

  private Conflicts() {}

  static Condition of(BoundListener listener, List<BoundListener> all) {
    for (BoundListener other : all) {
      boolean isOnPort = other != listener && other.port() == listener.port();
      if (isOnPort && !layer(other).equals(layer(listener))) {
        return conflict(
            "ProtocolConflict", other, "speaks " + other.protocol() + " on the same port");
      }
      if (isOnPort && other.hostname().equals(listener.hostname())) {
        return conflict("HostnameConflict", other, "has the same port and hostname");
      }
    }
    return new Condition(Condition.CONFLICTED, false, "NoConflicts", "");
  }

  /** What a connection is told apart by. */
  private static String layer(BoundListener listener) {
    return switch (listener.protocol()) {
      case "HTTPS", "TLS" -> "TLS";
      default -> listener.protocol();
    };
  }

  private static Condition conflict(String reason, BoundListener other, String what) {
    return new Condition(
        Condition.CONFLICTED,
        true,
        reason,
        "the listener " + other.listener().getName() + " " + what + ": leave one of them out");
  }
}

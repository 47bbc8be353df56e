package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import java.util.Optional;

/** Whether this host could be captured at all, asked before anything depends on it. */
public final class CaptureObstacles {

  private CaptureObstacles() {}

  /** Why it could not, with what mends it; nothing where it could. */
  public static Optional<String> first(Commands commands) {
    if (!Privilege.isHeld()) {
      return Optional.of(
          "this host's traffic cannot be captured: root lacks the capabilities CAP_NET_ADMIN and"
              + " CAP_NET_RAW, as in a container without privilege. Give it both");
    }
    String problem = new Netfilter(commands).problem(Family.IPV4);
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of("this host's traffic cannot be captured: " + problem + ". Install it");
  }
}

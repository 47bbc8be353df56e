package io.fairlead.vmagent;

import io.fairlead.vmagent.capture.CaptureObstacles;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.CaptureMode;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.FreePort;
import io.fairlead.vmagent.host.Ownership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what would keep this host out of the mesh although it joined, before a token is spent:
 * ports that others have, and a packet filter that may not be changed.
 */
final class HostChecks {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

  private HostChecks() {}

  /** Why the host cannot be in the mesh, with what mends it; nothing where it can. */
  static Optional<String> obstacle(AgentSettings settings) throws IOException {
    List<String> taken =
        listeners(settings).stream().map(FreePort::problem).flatMap(Optional::stream).toList();
    if (!taken.isEmpty()) {
      return Optional.of(
          String.join("; ", taken)
              + ": end what listens there (`ss -lntup` shows it), or set another port in the"
              + " settings; the token was not used");
    }
    if (settings.capture().mode() != CaptureMode.REDIRECT || !Ownership.isRoot()) {
      // Who is not root cannot know what the one-shot for capture will be allowed to.
      return Optional.empty();
    }
    return CaptureObstacles.first(new Commands())
        .map(
            reason ->
                reason
                    + ", or set capture.mode: explicit and point programs at the proxy; the token"
                    + " was not used");
  }

  private static List<FreePort> listeners(AgentSettings settings) {
    AgentSettings.Ports ports = settings.ports();
    List<FreePort> all = new ArrayList<>();
    all.add(FreePort.tcp("status.listen", settings.status().listen()));
    all.add(FreePort.tcp("ports.health", new InetSocketAddress(LOOPBACK, ports.health())));
    all.add(FreePort.tcp("ports.stats", new InetSocketAddress(LOOPBACK, ports.stats())));
    if (settings.capture().dns()) {
      all.add(FreePort.udp("dns.listen", settings.dns().listen()));
      all.add(FreePort.tcp("dns.listen", settings.dns().listen()));
    }
    if (settings.capture().mode() == CaptureMode.REDIRECT) {
      all.add(FreePort.tcp("ports.outbound", new InetSocketAddress(ANY, ports.outbound())));
      all.add(FreePort.tcp("ports.inbound", new InetSocketAddress(ANY, ports.inbound())));
    }
    return all;
  }
}

package io.fairlead.controlplane.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the control plane is found.
 *
 * @param advertised host:port, as hosts are told; at least one
 * @param hosts the names and addresses in the server's certificate
 */
record Endpoints(InetSocketAddress listen, List<String> advertised, List<String> hosts) {

  static Endpoints of(ControlPlaneSettings settings) {
    HostAndPort listen = HostAndPort.parse("listen", settings.listen());
    InetSocketAddress bound = listen.toBind("listen");
    List<String> advertised =
        settings.advertise().isEmpty()
            ? List.of(reachable(bound, settings.listen()))
            : settings.advertise();
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    advertised.forEach(each -> hosts.add(HostAndPort.parse("advertise", each).host()));
    hosts.addAll(settings.istio().serverNames());
    return new Endpoints(bound, List.copyOf(advertised), List.copyOf(hosts));
  }

  /** Nobody can connect to every address at once: this host's name stands in for it. */
  private static String reachable(InetSocketAddress bound, String listen) {
    if (!bound.getAddress().isAnyLocalAddress()) {
      return listen;
    }
    try {
      return InetAddress.getLocalHost().getCanonicalHostName() + ":" + bound.getPort();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "advertise: this host has no name of its own; say where hosts connect, host:port", e);
    }
  }
}

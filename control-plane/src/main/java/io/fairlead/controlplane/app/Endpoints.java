package io.fairlead.controlplane.app;

import java.net.InetSocketAddress;
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
    List<String> advertised =
        settings.advertise().isEmpty() ? List.of(settings.listen()) : settings.advertise();
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    for (String each : advertised) {
      String host = HostAndPort.parse("advertise", each).host();
      if (!host.equals("0.0.0.0") && !host.equals("::")) {
        hosts.add(host);
      }
    }
    return new Endpoints(listen.toBind("listen"), List.copyOf(advertised), List.copyOf(hosts));
  }
}

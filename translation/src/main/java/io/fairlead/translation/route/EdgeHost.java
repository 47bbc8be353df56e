package io.fairlead.translation.route;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.VirtualHost.TlsRequirementType;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.route.HostTraffic.Way;
import java.util.List;

/**
 * A host that clients of a gateway ask for, as one virtual host of its routes.
 *
 * @param domain what the Host header says, whatever port it names
 * @param ways of all declarations that are bound to the gateway; none: it is not found
 * @param isTlsRequired whether plaintext is answered by the way to HTTPS
 */
record EdgeHost(String name, String domain, List<Way> ways, boolean isTlsRequired)
    implements ResourceInput {

  EdgeHost {
    ways = List.copyOf(ways);
  }

  /** Routes that hold this host alone, to be joined with others. */
  @Override
  public Message build() {
    VirtualHost.Builder host =
        VirtualHost.newBuilder()
            .setName(name)
            .addDomains(domain)
            .setIncludeRequestAttemptCount(true);
    ways.forEach(way -> host.addRoutes(WayRoutes.of(name, way)));
    if (isTlsRequired) {
      host.setRequireTls(TlsRequirementType.ALL);
    }
    return RouteConfiguration.newBuilder().addVirtualHosts(host).build();
  }
}

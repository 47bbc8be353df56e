package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What some proxies at the edge of the mesh listen on. Which requests go where is said by the
 * routes that name the gateway.
 *
 * @param selector of the proxies that serve it, in any namespace; empty: all that are gateways
 * @param limits what is let in on the ports of its servers
 * @param created the older one keeps what two of them claim
 */
public record Gateway(
    ResourceName name,
    Labels selector,
    List<GatewayServer> servers,
    Limits limits,
    Instant created) {

  /** The order in which gateways of one proxy are put together. */
  public static final Comparator<Gateway> OLDEST_FIRST =
      Comparator.comparing(Gateway::created)
          .thenComparing(gateway -> gateway.name().name())
          .thenComparing(gateway -> gateway.name().namespace());

  public Gateway {
    servers = List.copyOf(servers);
  }

  /** Whether it passes on what mesh clients of other networks name. */
  public boolean joinsNetworks() {
    return servers.stream().anyMatch(server -> server.tls() instanceof ServerTls.AutoPassthrough);
  }
}

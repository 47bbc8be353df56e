package io.fairlead.translation.scope;

import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.service.Resolution;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What gateways pass on to the services that mesh clients in other networks name.
 *
 * @param hosts of the services, and the namespaces that these may stand in
 */
public record EastWest(Set<GatewayHost> hosts) {

  private static final EastWest NOTHING = new EastWest(Set.of());

  public EastWest {
    hosts = Set.copyOf(hosts);
  }

  /** All that the gateways of a scope pass on. */
  public static EastWest of(Scope scope) {
    Set<GatewayHost> hosts = new LinkedHashSet<>();
    scope.traits().selection().gateways().stream()
        .flatMap(name -> Stream.ofNullable(scope.mesh().state().rules().gateways().get(name)))
        .flatMap(gateway -> gateway.servers().stream())
        .filter(EastWest::passes)
        .forEach(server -> hosts.addAll(server.hosts()));
    return hosts.isEmpty() ? NOTHING : new EastWest(hosts);
  }

  public static EastWest of(GatewayServer server) {
    return passes(server) ? new EastWest(new LinkedHashSet<>(server.hosts())) : NOTHING;
  }

  /** The ports at which any of {@code gateways} passes something on. */
  static List<Integer> ports(Collection<Gateway> gateways) {
    return gateways.stream()
        .flatMap(gateway -> gateway.servers().stream())
        .filter(EastWest::passes)
        .map(server -> server.port().number())
        .toList();
  }

  private static boolean passes(GatewayServer server) {
    return server.tls() instanceof ServerTls.AutoPassthrough;
  }

  /**
   * Whether a service can be named. It must be one whose endpoints are known, since only those that
   * prove an identity are passed anything. No client can ask for a wildcard.
   */
  public boolean passes(VisibleService service) {
    return !hosts.isEmpty()
        && service.resolution() == Resolution.STATIC
        && !service.isExternal()
        && !service.host().isWildcard()
        && hosts.stream()
            .anyMatch(
                host ->
                    host.isOpenTo(service.service().resource().namespace())
                        && host.host().covers(service.host()));
  }
}

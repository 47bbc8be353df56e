package io.fairlead.model.policy;

import io.fairlead.model.policy.Calling.Subset;
import io.fairlead.model.policy.ConnectionPool.Http;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.ConnectionPool.Tcp;
import io.fairlead.model.policy.ConnectionPool.Version;
import java.util.Map;
import java.util.TreeMap;

/**
 * How hosts are called where no rule for them says it.
 *
 * @param connectTimeout none: the standard of all meshes
 * @param place what the place of a caller means
 * @param isUpgraded whether HTTP/2 is spoken on ports that are declared as HTTP/1
 */
public record CallDefaults(
    TimeLimit connectTimeout,
    Keepalive keepalive,
    Setting<PlaceBalancing> place,
    boolean isUpgraded) {

  public static final CallDefaults NONE =
      new CallDefaults(TimeLimit.NONE, Keepalive.STANDARD, Setting.unset(), false);

  /** Whether it matters where a caller is, of hosts for which there is no rule. */
  public boolean asksForPlace() {
    return under(Calling.NONE).asksForPlace();
  }

  /** What rules say of a host, with these defaults wherever they say nothing. */
  public Calling under(Calling said) {
    return equals(NONE)
        ? said
        : new Calling(
            Setting.of(ofHost(said.policy().or(TrafficPolicy.NONE))),
            said.subsets().stream().map(this::under).toList(),
            said.health());
  }

  private TrafficPolicy ofHost(TrafficPolicy said) {
    return new TrafficPolicy(
        new CallPolicy(all(said.general().blocks()), said.general().extras()), ports(said));
  }

  /** What a subset does not speak of is inherited from its host. */
  private Subset under(Subset subset) {
    return switch (subset.policy()) {
      case Setting.Unset<TrafficPolicy> ignored -> subset;
      case Setting.Said<TrafficPolicy>(TrafficPolicy said) ->
          new Subset(
              subset.name(),
              subset.labels(),
              Setting.of(
                  new TrafficPolicy(
                      new CallPolicy(spokenOf(said.general().blocks()), said.general().extras()),
                      ports(said))));
    };
  }

  /** What is said of a port inherits nothing. */
  private Map<Integer, PolicyBlocks> ports(TrafficPolicy said) {
    Map<Integer, PolicyBlocks> ports = new TreeMap<>();
    said.ports().forEach((port, blocks) -> ports.put(port, all(blocks)));
    return ports;
  }

  private PolicyBlocks all(PolicyBlocks said) {
    return new PolicyBlocks(pool(said), said.outliers(), balancing(said), said.tls());
  }

  private PolicyBlocks spokenOf(PolicyBlocks said) {
    return new PolicyBlocks(
        said.pool().isSet() ? pool(said) : said.pool(),
        said.outliers(),
        said.balancing().isSet() ? balancing(said) : said.balancing(),
        said.tls());
  }

  private Setting<ConnectionPool> pool(PolicyBlocks said) {
    return Setting.of(under(said.pool().or(ConnectionPool.UNLIMITED)));
  }

  private Setting<LoadBalancing> balancing(PolicyBlocks said) {
    if (!place.isSet()) {
      return said.balancing();
    }
    LoadBalancing balancing = said.balancing().or(LoadBalancing.STANDARD);
    return Setting.of(
        new LoadBalancing(
            balancing.algorithm(), balancing.warmUp(), balancing.place().over(place)));
  }

  private ConnectionPool under(ConnectionPool pool) {
    Tcp tcp = pool.tcp();
    return new ConnectionPool(
        new Tcp(
            tcp.maxConnections(),
            said(tcp.connectTimeout(), connectTimeout),
            under(tcp.keepalive()),
            tcp.maxDuration(),
            tcp.idleTimeout()),
        under(pool.http()));
  }

  private Http under(Http http) {
    return isUpgraded && http.version() == Version.UNSAID
        ? new Http(http.limits(), http.idleTimeout(), Version.HTTP2, http.pings())
        : http;
  }

  private Keepalive under(Keepalive own) {
    return new Keepalive(
        own.probes() > 0 ? own.probes() : keepalive.probes(),
        said(own.time(), keepalive.time()),
        said(own.interval(), keepalive.interval()));
  }

  private static TimeLimit said(TimeLimit own, TimeLimit otherwise) {
    return own.isSet() ? own : otherwise;
  }
}

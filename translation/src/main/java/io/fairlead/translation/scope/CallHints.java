package io.fairlead.translation.scope;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.PolicyExtras.Tunnel;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import java.util.List;

/**
 * What routes must know of how their target is called, because a cluster cannot say it.
 *
 * @param hash what makes requests alike
 * @param isForeign whether TLS is spoken with somebody who knows nothing of the mesh
 * @param connections of callers that carry no HTTP
 */
public record CallHints(HashKey hash, boolean isForeign, Connections connections) {

  /** Nothing in particular. */
  public static final CallHints NONE =
      new CallHints(
          new HashKey.Nothing(),
          false,
          new Connections(Setting.unset(), TimeLimit.NONE, Setting.unset(), Setting.unset()));

  /**
   * How the connections of callers are passed on that carry no HTTP.
   *
   * @param idle 0: as long as they like
   * @param longest none: as long as they like
   * @param tunnel that they go through
   * @param lookup of the name that each asks for
   */
  public record Connections(
      Setting<TimeLimit> idle,
      TimeLimit longest,
      Setting<Tunnel> tunnel,
      Setting<NameLookup> lookup) {}

  /**
   * The proxy looks up the name that a connection asks for.
   *
   * @param port of the service, whatever its target port is: there are no endpoints
   */
  public record NameLookup(IpFamilies families, int port) {}

  /**
   * Connections are passed on as the first of several targets says, and looked up where any of them
   * needs it.
   */
  public static CallHints together(List<CallHints> targets) {
    CallHints first = targets.getFirst();
    return targets.stream()
        .filter(target -> target.connections.lookup instanceof Setting.Said<NameLookup>)
        .findFirst()
        .map(target -> first.lookingUp(target.connections.lookup))
        .orElse(first);
  }

  private CallHints lookingUp(Setting<NameLookup> lookup) {
    return new CallHints(
        hash,
        isForeign,
        new Connections(connections.idle, connections.longest, connections.tunnel, lookup));
  }

  static CallHints of(CallPolicy policy, Setting<NameLookup> lookup) {
    boolean isForeign =
        policy.blocks().tls() instanceof Setting.Said<ClientTls>(ClientTls tls)
            && (tls instanceof ClientTls.Originated || tls instanceof ClientTls.ForGateways);
    return new CallHints(
        policy.balancing().algorithm() instanceof Algorithm.ConsistentHash(HashKey key, var table)
            ? key
            : new HashKey.Nothing(),
        isForeign,
        new Connections(
            policy.pool().tcp().idleTimeout(),
            policy.pool().tcp().maxDuration(),
            policy.extras().tunnel(),
            lookup));
  }
}

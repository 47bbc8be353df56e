package io.fairlead.translation.scope;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.PolicyExtras.Tunnel;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;

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
          new Connections(Setting.unset(), TimeLimit.NONE, Setting.unset()));

  /**
   * How the connections of callers are passed on that carry no HTTP.
   *
   * @param idle 0: as long as they like
   * @param longest none: as long as they like
   * @param tunnel that they go through
   */
  public record Connections(Setting<TimeLimit> idle, TimeLimit longest, Setting<Tunnel> tunnel) {}

  static CallHints of(CallPolicy policy) {
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
            policy.extras().tunnel()));
  }
}

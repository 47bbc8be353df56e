package io.fairlead.translation.scope;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.Setting;

/**
 * What routes must know of how their target is called, because a cluster cannot say it.
 *
 * @param hash what makes requests alike
 * @param isForeign whether TLS is spoken with somebody who knows nothing of the mesh
 */
public record CallHints(HashKey hash, boolean isForeign) {

  /** Nothing in particular. */
  public static final CallHints NONE = new CallHints(new HashKey.Nothing(), false);

  static CallHints of(CallPolicy policy) {
    boolean isForeign =
        policy.blocks().tls() instanceof Setting.Said<ClientTls>(ClientTls.Originated tls);
    return new CallHints(
        policy.balancing().algorithm() instanceof Algorithm.ConsistentHash(HashKey key, var table)
            ? key
            : new HashKey.Nothing(),
        isForeign);
  }
}

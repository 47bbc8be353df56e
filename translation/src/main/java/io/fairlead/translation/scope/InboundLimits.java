package io.fairlead.translation.scope;

import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.PolicyExtras.RetryBudget;
import io.fairlead.model.policy.Setting;

/** What a proxy may take up at an application of its own host. */
public record InboundLimits(ConnectionPool pool, Setting<RetryBudget> retries) {

  /** Where nobody says anything. */
  public static final InboundLimits NONE =
      new InboundLimits(ConnectionPool.UNLIMITED, Setting.unset());
}

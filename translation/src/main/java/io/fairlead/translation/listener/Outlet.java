package io.fairlead.translation.listener;

import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.scope.CallHints;
import java.util.List;

/**
 * Where the bytes of connections go.
 *
 * @param called the cluster of what was called, by which connections are counted
 * @param shares chosen by weight where there are more than one
 * @param hints how the first of them is called
 * @param limit of new connections, with all others that have it
 */
record Outlet(String called, List<Share> shares, CallHints hints, Setting<ConnectionLimit> limit) {

  /** A cluster and its part of the connections. */
  record Share(String cluster, int weight) {}

  Outlet {
    shares = List.copyOf(shares);
  }

  /** There is none. */
  static final Outlet NOWHERE = new Outlet("", List.of(), CallHints.NONE, Setting.unset());

  boolean isNowhere() {
    return shares.isEmpty();
  }

  static Outlet of(String cluster) {
    return of(cluster, CallHints.NONE);
  }

  static Outlet of(String cluster, CallHints hints) {
    return new Outlet(cluster, List.of(new Share(cluster, 1)), hints, Setting.unset());
  }

  boolean isOnly(String cluster) {
    return shares.size() == 1 && shares.getFirst().cluster().equals(cluster);
  }
}

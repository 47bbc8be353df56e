package io.fairlead.translation.listener;

import java.util.List;

/**
 * Where the bytes of connections go.
 *
 * @param called the cluster of what was called, by which connections are counted
 * @param shares chosen by weight where there are more than one
 */
record Outlet(String called, List<Share> shares) {

  /** A cluster and its part of the connections. */
  record Share(String cluster, int weight) {}

  Outlet {
    shares = List.copyOf(shares);
  }

  /** There is none. */
  static final Outlet NOWHERE = new Outlet("", List.of());

  boolean isNowhere() {
    return shares.isEmpty();
  }

  static Outlet of(String cluster) {
    return new Outlet(cluster, List.of(new Share(cluster, 1)));
  }

  boolean isOnly(String cluster) {
    return shares.size() == 1 && shares.getFirst().cluster().equals(cluster);
  }
}

package io.fairlead.model.policy;

import io.fairlead.model.service.ServiceHost;

/**
 * A place that a route leads to.
 *
 * @param subset of its endpoints; empty: all of them
 * @param port of the target; 0: its only one, else the one that was called
 */
public record RouteTarget(ServiceHost host, String subset, int port) {

  /** All endpoints of a host, by the port that was called where it has more than one. */
  public static RouteTarget of(ServiceHost host) {
    return new RouteTarget(host, "", 0);
  }

  /** With its port known, where {@code called} is the one that was called. */
  public RouteTarget on(int called) {
    return port == 0 ? new RouteTarget(host, subset, called) : this;
  }
}

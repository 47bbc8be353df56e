package io.fairlead.model.policy;

import io.fairlead.model.service.ServiceHost;

/**
 * A service that counts for all proxies, by Envoy's protocol for it.
 *
 * @param domain the part of its configuration that is asked
 */
public record LimitService(ServiceHost host, int port, String domain, Patience patience) {

  /**
   * What becomes of a request when no answer comes.
   *
   * @param letsPass whether it goes on as if there were no limit
   */
  public record Patience(TimeLimit timeout, boolean letsPass) {}
}

package io.fairlead.model.policy;

import io.fairlead.model.service.ServiceHost;

/** What becomes of connections to what a proxy does not see. */
public sealed interface UnknownHosts {

  /** They go where the application wanted to go. */
  record Allowed() implements UnknownHosts {}

  /** They end at the proxy. */
  record Refused() implements UnknownHosts {}

  /**
   * They go to a host that is seen.
   *
   * @param subset of its endpoints; empty: all of them
   */
  record Through(ServiceHost host, String subset, int port) implements UnknownHosts {}
}

package io.fairlead.translation.cluster;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.naming.ResourceNames;

/**
 * What a cluster is for: one port of a service, or of a subset of its endpoints.
 *
 * @param subset empty: all of them
 */
public record CalledPort(ServiceHost host, String subset, int number, Protocol protocol) {

  String cluster() {
    return ResourceNames.outboundCluster(number, subset, host);
  }

  /** Whether nothing but HTTP/2 is spoken there. */
  boolean speaksHttp2(CallPolicy policy) {
    return HttpProtocols.speaksHttp2(protocol, policy.pool().http().version());
  }

  /** What gateways route mutual TLS on. */
  String serverName() {
    return ResourceNames.serverName(number, subset, host);
  }
}

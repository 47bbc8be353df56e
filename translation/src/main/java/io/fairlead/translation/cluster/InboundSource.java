package io.fairlead.translation.cluster;

import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.ExtraSourceAddress;
import io.fairlead.translation.naming.Addresses;
import io.fairlead.translation.scope.IpFamilies;

/**
 * The source address by which the capture rules know traffic from the proxy to its own application,
 * which they must not capture again.
 */
final class InboundSource {

  private static final String IPV4 = "127.0.0.6";
  private static final String IPV6 = "::6";

  private InboundSource() {}

  static BindConfig bind(IpFamilies families) {
    BindConfig.Builder bind = BindConfig.newBuilder().setSourceAddress(Addresses.socket(IPV4, 0));
    if (families.hasIpv6()) {
      bind.addExtraSourceAddresses(
          ExtraSourceAddress.newBuilder().setAddress(Addresses.socket(IPV6, 0)));
    }
    return bind.build();
  }
}

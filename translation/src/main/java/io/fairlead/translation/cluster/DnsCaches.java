package io.fairlead.translation.cluster;

import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.fairlead.translation.scope.IpFamilies;

/**
 * What a proxy remembers of the names that it looked up. Who looks up and who calls must name the
 * same cache, and say the same of it.
 */
public final class DnsCaches {

  /** One for the whole proxy. */
  private static final String NAME = "dynamic_dns";

  private DnsCaches() {}

  public static DnsCacheConfig of(IpFamilies families) {
    return DnsCacheConfig.newBuilder().setName(NAME).setDnsLookupFamily(family(families)).build();
  }

  private static DnsLookupFamily family(IpFamilies families) {
    return switch (families) {
      case IPV4 -> DnsLookupFamily.V4_ONLY;
      case IPV6 -> DnsLookupFamily.V6_ONLY;
      case BOTH -> DnsLookupFamily.ALL;
    };
  }
}

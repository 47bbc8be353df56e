package io.fairlead.translation.scope;

import io.fairlead.translation.naming.IpLiteral;
import java.util.List;

/** Which IP versions a host has addresses of. */
public enum IpFamilies {
  IPV4,
  IPV6,
  BOTH;

  /** A host without any usable address counts as IPv4. */
  public static IpFamilies of(List<String> addresses) {
    boolean hasIpv6 = addresses.stream().anyMatch(IpLiteral::isIpv6);
    boolean hasIpv4 = addresses.stream().anyMatch(address -> !IpLiteral.isIpv6(address));
    if (hasIpv6) {
      return hasIpv4 ? BOTH : IPV6;
    }
    return IPV4;
  }

  /** Whether a host of these can call {@code address}. */
  public boolean holds(String address) {
    return this == BOTH || (this == IPV6) == IpLiteral.isIpv6(address);
  }

  public boolean hasIpv6() {
    return this != IPV4;
  }
}

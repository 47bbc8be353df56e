package io.fairlead.translation.scope;

import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;

/**
 * All that outbound translation knows of a proxy. Proxies with equal traits share every outbound
 * resource, so nothing that is one proxy's own may ever become a trait.
 */
public record ProxyTraits(String namespace, Interception interception, IpFamilies families) {

  public static ProxyTraits of(Proxy proxy) {
    return new ProxyTraits(
        proxy.namespace(), proxy.interception(), IpFamilies.of(proxy.addresses()));
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;

/**
 * All that outbound translation knows of a proxy. Proxies with equal traits share every outbound
 * resource, so nothing that is one proxy's own may ever become a trait.
 */
public record ProxyTraits(
    String namespace, Interception interception, IpFamilies families, Selection selection) {

  public static ProxyTraits of(Proxy proxy, Selection selection) {
    return new ProxyTraits(
        proxy.namespace(), proxy.interception(), IpFamilies.of(proxy.addresses()), selection);
  }

  /** With the selectors of {@code state} decided. */
  public static ProxyTraits of(MeshState state, Proxy proxy) {
    return of(proxy, Selection.of(state, Selection.Subject.of(state, proxy)));
  }

  /** Whether what one needs can be made from what the other has, by the rules that differ. */
  public boolean isNear(ProxyTraits other) {
    return namespace.equals(other.namespace)
        && interception.equals(other.interception)
        && families == other.families;
  }
}

package io.fairlead.translation.naming;

import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;

/** Socket addresses as Envoy reads them. */
public final class Addresses {

  private Addresses() {}

  public static Address tcp(String host, int port) {
    return Address.newBuilder().setSocketAddress(socket(host, port)).build();
  }

  public static SocketAddress socket(String host, int port) {
    return SocketAddress.newBuilder().setAddress(host).setPortValue(port).build();
  }
}

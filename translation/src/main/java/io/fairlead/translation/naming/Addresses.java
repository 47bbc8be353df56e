package io.fairlead.translation.naming;

import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Pipe;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;

/** Socket addresses as Envoy reads them. */
public final class Addresses {

  private static final String UNIX = "unix://";

  private Addresses() {}

  public static Address tcp(String host, int port) {
    return Address.newBuilder().setSocketAddress(socket(host, port)).build();
  }

  /** An address of a host, or {@code unix://} and a socket of the proxy's own. */
  public static Address endpoint(String address, int port) {
    return isSocket(address) ? pipe(address.substring(UNIX.length())) : tcp(address, port);
  }

  /** Whether it is a Unix socket and no address of a host. */
  public static boolean isSocket(String address) {
    return address.startsWith(UNIX);
  }

  /**
   * @param path of a Unix socket; a name that begins with @ is abstract
   */
  public static Address pipe(String path) {
    return Address.newBuilder().setPipe(Pipe.newBuilder().setPath(path)).build();
  }

  public static SocketAddress socket(String host, int port) {
    return SocketAddress.newBuilder().setAddress(host).setPortValue(port).build();
  }
}

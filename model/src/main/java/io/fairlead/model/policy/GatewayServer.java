package io.fairlead.model.policy;

import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.util.List;

/**
 * One thing that a gateway listens for.
 *
 * @param name empty where it has none
 * @param hosts that clients may ask for
 */
public record GatewayServer(String name, GatewayPort port, List<GatewayHost> hosts, ServerTls tls) {

  public GatewayServer {
    hosts = List.copyOf(hosts);
  }

  /**
   * Where it listens.
   *
   * @param bind empty: on every address
   */
  public record GatewayPort(int number, String name, Protocol protocol, String bind) {}

  /**
   * Hosts, and the namespace whose routes may serve them.
   *
   * @param namespace empty: any
   */
  public record GatewayHost(String namespace, ServiceHost host) {
    public boolean isOpenTo(String other) {
      return namespace.isEmpty() || namespace.equals(other);
    }
  }
}

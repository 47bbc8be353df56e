package io.fairlead.translation.scope;

import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;

/**
 * A port on which a proxy's own host serves.
 *
 * @param number where peers connect to
 * @param service what it is called as
 * @param mode which transport is accepted
 * @param limits what is let in
 */
public record InboundPort(
    int number,
    Called service,
    Protocol protocol,
    MtlsMode mode,
    Serving serving,
    Limits.OnPort limits) {

  /** The service and its port as callers know them. */
  public record Called(ServiceHost host, int port) {}

  /**
   * @param bind where a listener of its own is bound; empty: as the host's traffic is captured
   * @param tls that ends at the proxy and is not the mesh's; goes with mode DISABLE only
   */
  public record Serving(String bind, Reach reach, Setting<ServerTls.Terminated> tls) {

    /** As where no Sidecar says anything. */
    public static final Serving AS_HOST = new Serving("", new Reach.AsHost(), Setting.unset());
  }

  /** Whether what arrives may be TLS that ends here. */
  public boolean mayEndTls() {
    return mode != MtlsMode.DISABLE || serving.tls.isSet();
  }

  /** Where the application is. */
  public sealed interface Reach {

    /**
     * On the port that peers connect to: at the address that they connected to, or on the loopback
     * interface where the proxy itself is bound to that.
     */
    record AsHost() implements Reach {}

    record At(String address, int port) implements Reach {}

    /** At an address of the host that is captured too. */
    record AtOwn(String address, int port) implements Reach {}

    record OnSocket(String path) implements Reach {}
  }
}

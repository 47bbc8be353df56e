package io.fairlead.model.policy;

import io.fairlead.model.service.Protocol;
import java.util.List;

/**
 * What a Sidecar says of the ports that its workloads serve.
 *
 * @param listeners in place of the ports of the workload's services; empty: those
 * @param pool what the proxy may take up at its applications, on ports of which nothing is said
 * @param limits what is let in
 */
public record Ingress(
    List<IngressListener> listeners, Setting<ConnectionPool> pool, Limits limits) {

  /** Nothing is said. */
  public static final Ingress OF_SERVICES = new Ingress(List.of(), Setting.unset(), Limits.NONE);

  public Ingress {
    listeners = List.copyOf(listeners);
  }

  /** What is said of the connections to the application of a port. */
  public Setting<ConnectionPool> poolAt(int port) {
    Setting<ConnectionPool> own = Setting.unset();
    for (IngressListener listener : listeners) {
      if (listener.port().number() == port) {
        own = own.over(listener.pool());
      }
    }
    return own.over(pool);
  }

  /**
   * A port that is served.
   *
   * @param tls that ends at the proxy, where the mesh's own is not spoken
   */
  public record IngressListener(
      IngressPort port,
      Application application,
      Setting<ConnectionPool> pool,
      Setting<ServerTls.Terminated> tls) {}

  /**
   * @param bind empty: every address
   */
  public record IngressPort(int number, Protocol protocol, String bind, Capture capture) {}

  /** Where the application listens. */
  public sealed interface Application {

    /** At the address and port that the peer connected to. */
    record AsAddressed() implements Application {}

    /** At one address, mostly of the loopback interface. */
    record At(String address, int port) implements Application {}

    /** At the host's own address of the family of {@code any}, on another port. */
    record OnHost(String any, int port) implements Application {}

    /**
     * @param path of a Unix socket; a name that begins with @ is abstract
     */
    record OnSocket(String path) implements Application {}
  }
}

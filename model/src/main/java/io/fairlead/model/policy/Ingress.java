package io.fairlead.model.policy;

import io.fairlead.model.service.Protocol;
import java.util.List;

/**
 * What a Sidecar says of the ports that its workloads serve.
 *
 * @param listeners in place of the ports of the workload's services; empty: those
 * @param limits what is let in
 */
public record Ingress(List<IngressListener> listeners, Limits limits) {

  /** Nothing is said. */
  public static final Ingress OF_SERVICES = new Ingress(List.of(), Limits.NONE);

  public Ingress {
    listeners = List.copyOf(listeners);
  }

  /** A port that is served. */
  public record IngressListener(IngressPort port, Application application) {}

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

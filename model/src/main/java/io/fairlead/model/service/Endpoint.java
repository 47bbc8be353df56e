package io.fairlead.model.service;

import io.fairlead.model.Labels;
import java.util.Map;

/**
 * One place where a service is served, as declared: an address, where its ports differ from the
 * service's, and what is known of the workload.
 *
 * @param address an IP address, or a name where the service is resolved by DNS
 * @param ports port name of the service to port of this endpoint, or {@link #NOT_SERVED}
 * @param weight its share of calls, or {@link #UNCALLED}
 * @param serviceAccount empty where no identity is claimed
 */
public record Endpoint(
    String address,
    Map<String, Integer> ports,
    Labels labels,
    Placement placement,
    int weight,
    String serviceAccount) {

  /** Stands in place of a port that other endpoints of the service serve and this one does not. */
  public static final int NOT_SERVED = 0;

  /** Of an endpoint that no caller is told of: it is not ready yet, or about to end. */
  public static final int UNCALLED = 0;

  public Endpoint {
    ports = Map.copyOf(ports);
    if (weight < UNCALLED) {
      throw new IllegalArgumentException("an endpoint weighs nothing or more");
    }
  }

  public static Endpoint at(String address) {
    return new Endpoint(address, Map.of(), Labels.NONE, Placement.UNKNOWN, 1, "");
  }

  /** Whether callers are told of it; its own proxy serves it in any case. */
  public boolean isCalled() {
    return weight != UNCALLED;
  }

  /** The same place, of which no caller is told. */
  public Endpoint uncalled() {
    return new Endpoint(address, ports, labels, placement, UNCALLED, serviceAccount);
  }

  public boolean serves(ServicePort port) {
    return portFor(port) != NOT_SERVED;
  }

  /** The port on which this endpoint serves {@code port}. */
  public int portFor(ServicePort port) {
    return ports.getOrDefault(port.name(), port.targetPort());
  }
}

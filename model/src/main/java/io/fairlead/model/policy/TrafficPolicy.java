package io.fairlead.model.policy;

import java.util.Map;

/**
 * How a proxy calls the endpoints of a host, as it is declared.
 *
 * @param general for ports of which nothing is said
 * @param ports what is said of a port stands instead of what is said of all; nothing is inherited
 */
public record TrafficPolicy(CallPolicy general, Map<Integer, PolicyBlocks> ports) {

  /** What holds where nobody says anything. */
  public static final TrafficPolicy NONE = new TrafficPolicy(CallPolicy.NONE, Map.of());

  public TrafficPolicy {
    ports = Map.copyOf(ports);
  }

  public static TrafficPolicy of(PolicyBlocks blocks) {
    return new TrafficPolicy(new CallPolicy(blocks, PolicyExtras.NONE), Map.of());
  }

  /** What holds for one port. */
  public CallPolicy at(int port) {
    PolicyBlocks own = ports.get(port);
    return own == null
        ? general
        : new CallPolicy(own, PolicyExtras.NONE.through(general.extras().tunnel()));
  }

  /**
   * What holds for one port of a subset of which this is said, and {@code host} of the host: each
   * part is inherited, except where the subset speaks of the port.
   */
  CallPolicy at(int port, CallPolicy host) {
    PolicyBlocks own = ports.get(port);
    return own == null
        ? new CallPolicy(general.blocks().over(host.blocks()), general.extras().over(host.extras()))
        : new CallPolicy(own, host.extras().through(general.extras().tunnel()));
  }
}

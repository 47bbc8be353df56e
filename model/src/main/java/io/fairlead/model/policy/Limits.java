package io.fairlead.model.policy;

import java.util.Map;

/**
 * What proxies let in on the ports that they listen on.
 *
 * @param everywhere where nothing is said of the port
 * @param ports by number
 */
public record Limits(OnPort everywhere, Map<Integer, OnPort> ports) {

  /** Everything is let in. */
  public static final Limits NONE = new Limits(OnPort.NONE, Map.of());

  /**
   * What is let in on one port.
   *
   * @param connections new ones
   */
  public record OnPort(Setting<RequestLimit> requests, Setting<ConnectionLimit> connections) {
    public static final OnPort NONE = new OnPort(Setting.unset(), Setting.unset());

    /** Each part as it is said here, else in {@code base}. */
    public OnPort over(OnPort base) {
      return new OnPort(requests.over(base.requests), connections.over(base.connections));
    }
  }

  /**
   * @param name of the limit: what has it is counted together
   */
  public record ConnectionLimit(String name, Rate rate) {}

  public Limits {
    ports = Map.copyOf(ports);
  }

  /** Each part as it is said of {@code port}, else of all. */
  public OnPort on(int port) {
    return ports.getOrDefault(port, OnPort.NONE).over(everywhere);
  }
}

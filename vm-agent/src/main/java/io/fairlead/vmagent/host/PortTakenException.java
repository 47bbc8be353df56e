package io.fairlead.vmagent.host;

import java.net.InetSocketAddress;

/** Why the agent cannot listen somewhere, and what mends it. */
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param key the setting that names the place
   */
  public PortTakenException(String key, InetSocketAddress address, Throwable cause) {
    super(
        "cannot listen on %s:%d (%s): %s: end what listens there (`ss -lntup` shows it), or set another port"
            .formatted(
                address.getAddress().getHostAddress(), address.getPort(), key, cause.getMessage()),
        cause);
  }
}

package io.fairlead.model.policy;

import io.fairlead.model.Locality;
import io.fairlead.model.service.ServiceHost;

/**
 * A way into a network from others: it passes on what mesh clients name in their TLS.
 *
 * @param locality where it stands; unknown: where most of what lies behind it is
 */
public record NetworkGateway(Place place, int port, Locality locality) {

  /** Where it is found. */
  public sealed interface Place {

    record At(String address) implements Place {}

    /** At what DNS has for a name, which may change. */
    record Named(String host) implements Place {}

    /** At the endpoints of a service. */
    record Served(ServiceHost service) implements Place {}
  }
}

package io.fairlead.translation.scope;

import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.EgressPort;
import io.fairlead.model.proxy.Interception;

/** Where a proxy listens for calls to a port. */
public sealed interface PortPlace {

  /** As its host gets at traffic. */
  record AsHost() implements PortPlace {}

  /** At one address only, in a listener that is bound. */
  record Bound(String address) implements PortPlace {}

  /** At one address only, to which connections are redirected. */
  record Redirected(String address) implements PortPlace {}

  /** Where a bound listener stands of which nobody said where. */
  String LOOPBACK = "127.0.0.1";

  static PortPlace of(EgressPort.Named port, Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> redirected(port);
      case Interception.Explicit ignored ->
          port.bind().isEmpty() ? new AsHost() : new Bound(port.bind());
      case Interception.Edge ignored -> new AsHost();
    };
  }

  private static PortPlace redirected(EgressPort.Named port) {
    if (port.capture() == Capture.BOUND) {
      return new Bound(port.bind().isEmpty() ? LOOPBACK : port.bind());
    }
    return port.bind().isEmpty() ? new AsHost() : new Redirected(port.bind());
  }
}

package io.fairlead.model.policy;

import io.fairlead.model.service.Protocol;

/** Where hosts that a Sidecar shows are called. */
public sealed interface EgressPort {

  /** On the ports of their own that no other part of the Sidecar names. */
  record Every() implements EgressPort {}

  /**
   * On one port only.
   *
   * @param protocol in place of what the services declare
   * @param bind empty: the addresses of the services, or where nothing is captured the usual one
   */
  record Named(int number, Protocol protocol, String bind, Capture capture) implements EgressPort {}
}

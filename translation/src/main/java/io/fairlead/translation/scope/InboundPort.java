package io.fairlead.translation.scope;

import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;

/**
 * A port on which a proxy's own host serves.
 *
 * @param number where peers connect to, and where the application listens
 * @param service what it is called as
 * @param mode which transport is accepted
 */
public record InboundPort(int number, Called service, Protocol protocol, MtlsMode mode) {

  /** The service and its port as callers know them. */
  public record Called(ServiceHost host, int port) {}
}

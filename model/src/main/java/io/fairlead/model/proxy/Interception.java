package io.fairlead.model.proxy;

/** How a proxy gets at the traffic of its host. */
public sealed interface Interception {

  /** The kernel redirects connections; the proxy reads their original destination. */
  record Redirect() implements Interception {}

  /**
   * Nothing is redirected: the proxy binds a listener for each service.
   *
   * @param address where services of the mesh are called, and where the host's own are served to
   *     others; the applications themselves listen on 127.0.0.1
   */
  record Explicit(String address) implements Interception {}

  /** Nobody is intercepted: the proxy is a gateway, which clients call itself. */
  record Edge() implements Interception {}
}

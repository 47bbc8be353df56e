package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.model.ResourceName;

/** Where rules of routes stand together: each place is one VirtualService. */
sealed interface Place {

  /** One host of a listener, which goes by its name in Istio's language. */
  record Host(ResourceName listener, String host) implements Place {}

  /** Callers of a Service: all, or those of one namespace. */
  record Audience(ResourceName service, String namespace) implements Place {

    boolean isOwn() {
      return namespace.equals(service.namespace());
    }
  }
}

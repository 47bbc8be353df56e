package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import java.util.List;

/** The listeners on which applications reach services, and what could not be given a listener. */
public record OutboundListeners(List<ResourceInput> listeners, List<Problem> problems) {

  public OutboundListeners {
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  public static OutboundListeners of(Scope scope, ProxyTraits traits) {
    return switch (traits.interception()) {
      case Interception.Redirect ignored -> new RedirectedPorts(traits).plan(scope);
      case Interception.Explicit(String address) -> new BoundPorts(address).plan(scope, traits);
    };
  }
}

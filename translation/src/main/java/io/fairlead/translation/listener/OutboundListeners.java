package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.PortPlace;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Unknown;
import java.util.List;

/** The listeners on which applications reach services, and what could not be given a listener. */
public record OutboundListeners(List<ResourceInput> listeners, List<Problem> problems) {

  public OutboundListeners {
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  /** The listeners of one port. */
  public static OutboundListeners of(PortScope port, ProxyTraits traits) {
    return switch (port.around().place()) {
      case PortPlace.AsHost ignored -> asHost(port, traits);
      case PortPlace.Bound(String address) ->
          new BoundPort(port).plan(Bind.at(address, port.number(), true));
      case PortPlace.Redirected(String address) ->
          new BoundPort(port).plan(Bind.at(address, port.number(), false));
    };
  }

  /** Whether a listener of a port stands for whatever services have no address of their own. */
  public static boolean isShared(ResourceInput listener) {
    return listener instanceof PortListener;
  }

  private static OutboundListeners asHost(PortScope port, ProxyTraits traits) {
    return switch (traits.interception()) {
      case Interception.Redirect ignored -> new RedirectedPort(port).plan(traits.families());
      case Interception.Explicit(String address) ->
          new BoundPort(port).plan(Bind.at(address, port.number(), true));
      case Interception.Edge ignored -> new OutboundListeners(List.of(), List.of());
    };
  }

  /** What is there whatever the mesh holds. */
  public static List<ResourceInput> fixed(ProxyTraits traits, Unknown unknown) {
    return switch (traits.interception()) {
      case Interception.Redirect ignored ->
          List.of(new VirtualOutbound(traits.families(), unknown.cluster()));
      case Interception.Explicit ignored -> List.of();
      case Interception.Edge ignored -> List.of();
    };
  }
}

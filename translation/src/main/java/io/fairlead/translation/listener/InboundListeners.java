package io.fairlead.translation.listener;

import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.OwnServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The listeners by which others reach a host's own applications. */
public final class InboundListeners {

  private InboundListeners() {}

  public static List<ResourceInput> of(
      OwnServices own, Interception interception, IpFamilies families) {
    List<ResourceInput> listeners = new ArrayList<>();
    switch (interception) {
      case Interception.Redirect ignored -> {
        listeners.add(virtual(own, families));
        own.ports().stream()
            .filter(port -> !port.serving().bind().isEmpty())
            .forEach(port -> listeners.add(bound(own, port, port.serving().bind())));
      }
      case Interception.Explicit(String address) ->
          own.ports()
              .forEach(
                  port -> {
                    String bind = port.serving().bind();
                    listeners.add(bound(own, port, bind.isEmpty() ? address : bind));
                  });
      case Interception.Edge ignored -> {}
    }
    return listeners;
  }

  private static ResourceInput virtual(OwnServices own, IpFamilies families) {
    Map<Integer, MtlsMode> undeclared = new TreeMap<>(own.undeclared());
    undeclared.put(VirtualInbound.EVERY_OTHER, own.others().workload());
    List<InboundPort> captured =
        own.ports().stream().filter(port -> port.serving().bind().isEmpty()).toList();
    return new VirtualInbound(families, own.admission(), captured, undeclared);
  }

  private static ResourceInput bound(OwnServices own, InboundPort port, String address) {
    return new BoundInbound(address, own.admission(), port);
  }
}

package io.fairlead.translation.listener;

import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.proxy.Interception;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.OwnServices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The listeners by which others reach a host's own applications. */
public final class InboundListeners {

  private InboundListeners() {}

  public static List<ResourceInput> of(
      OwnServices own, Interception interception, IpFamilies families) {
    return switch (interception) {
      case Interception.Redirect ignored -> {
        Map<Integer, MtlsMode> undeclared = new TreeMap<>(own.undeclared());
        undeclared.put(VirtualInbound.EVERY_OTHER, own.others().workload());
        yield List.of(new VirtualInbound(families, own.identityPrefix(), own.ports(), undeclared));
      }
      case Interception.Explicit(String address) ->
          own.ports().stream()
              .<ResourceInput>map(port -> new BoundInbound(address, own.identityPrefix(), port))
              .toList();
    };
  }
}

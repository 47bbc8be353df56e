package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.scope.CallHints.NameLookup;
import java.util.LinkedHashMap;
import java.util.Map;

/** What routes must know of calling one host, where there is anything to know. */
public record HostHints(Map<Part, CallHints> parts) {

  public static final HostHints NONE = new HostHints(Map.of());

  /**
   * @param subset empty: all endpoints
   */
  record Part(int port, String subset) {}

  public HostHints {
    parts = Map.copyOf(parts);
  }

  /**
   * @param families of the addresses that callers have
   */
  public static HostHints of(VisibleService service, Calling calling, IpFamilies families) {
    if (calling.equals(Calling.NONE) && service.resolution() != Resolution.DYNAMIC_DNS) {
      return NONE;
    }
    Map<Part, CallHints> parts = new LinkedHashMap<>();
    for (CalledPart part : CalledPart.of(service, calling)) {
      CallHints hints = CallHints.of(part.policy(), lookup(part, families));
      if (!hints.equals(CallHints.NONE)) {
        parts.put(new Part(part.port().number(), part.subset()), hints);
      }
    }
    return parts.isEmpty() ? NONE : new HostHints(parts);
  }

  /** Envoy looks up by itself what requests name, not what connections ask for. */
  private static Setting<NameLookup> lookup(CalledPart part, IpFamilies families) {
    return part.isLookedUp() && part.port().protocol().isOpaqueTls()
        ? Setting.of(new NameLookup(families, part.port().number()))
        : Setting.unset();
  }

  /**
   * @param hints of the hosts that have any
   * @param target with its port known
   */
  public static CallHints of(SharedMap<ServiceHost, HostHints> hints, RouteTarget target) {
    HostHints host = hints.get(target.host());
    return host == null
        ? CallHints.NONE
        : host.parts.getOrDefault(new Part(target.port(), target.subset()), CallHints.NONE);
  }
}

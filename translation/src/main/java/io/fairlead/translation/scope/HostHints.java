package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.LinkedHashMap;
import java.util.List;
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

  public static HostHints of(List<ServicePort> ports, Calling calling) {
    if (calling.equals(Calling.NONE)) {
      return NONE;
    }
    Map<Part, CallHints> parts = new LinkedHashMap<>();
    for (ServicePort port : ports) {
      int number = port.number();
      parts.put(new Part(number, ""), CallHints.of(calling.at(number)));
      for (Calling.Subset subset : calling.subsets()) {
        parts.put(new Part(number, subset.name()), CallHints.of(calling.at(number, subset)));
      }
    }
    parts.values().removeIf(CallHints.NONE::equals);
    return parts.isEmpty() ? NONE : new HostHints(parts);
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

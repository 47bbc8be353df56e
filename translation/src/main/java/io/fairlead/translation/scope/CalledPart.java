package io.fairlead.translation.scope;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.naming.ResourceNames;
import java.util.ArrayList;
import java.util.List;

/**
 * One port of a service, or of a subset of it: what one cluster calls.
 *
 * @param subset empty: all endpoints
 * @param service with the endpoints of the subset alone
 */
public record CalledPart(
    ServicePort port, String subset, VisibleService service, CallPolicy policy) {

  /**
   * Each port and, behind it, that of each subset.
   *
   * @param calling what rules say of the service
   */
  public static List<CalledPart> of(VisibleService service, Calling calling) {
    List<CalledPart> all = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      all.add(new CalledPart(port, "", service, calling.at(port.number())));
      for (Calling.Subset subset : calling.subsets()) {
        all.add(
            new CalledPart(
                port,
                subset.name(),
                service.labelled(subset.labels()),
                calling.at(port.number(), subset)));
      }
    }
    return all;
  }

  /** Whether proxies look up the host that is called, as each call names it. */
  public boolean isLookedUp() {
    Protocol spoken = port.protocol();
    return service.resolution() == Resolution.DYNAMIC_DNS
        && (spoken.isHttp() || spoken.isOpaqueTls())
        && !(policy.balancing().algorithm() instanceof Algorithm.Passthrough);
  }

  public String cluster() {
    return ResourceNames.outboundCluster(port.number(), subset, service.host());
  }

  /** The name that mesh clients ask for; empty where it is too long for one. */
  public String serverName() {
    return ResourceNames.serverName(port.number(), subset, service.host());
  }
}

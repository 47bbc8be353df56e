package io.fairlead.translation.endpoint;

import io.fairlead.model.Problem;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Resolution;
import io.fairlead.translation.naming.Addresses;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.List;
import java.util.Optional;

/**
 * Which declared addresses the endpoints of a service may have. An endpoint that services choose by
 * its labels knows nothing of their resolution and ports, so what does not fit is left out here.
 */
public final class Callable {

  private Callable() {}

  /** As a proxy calls it; empty where it cannot. */
  public static Optional<String> address(VisibleService service, String declared) {
    if (Addresses.isSocket(declared)) {
      return takesSockets(service) ? Optional.of(declared) : Optional.empty();
    }
    return service.resolution() == Resolution.STATIC
        ? IpLiteral.canonical(declared)
        : Optional.of(declared);
  }

  /** One for each endpoint that is left out. */
  public static List<Problem> problems(VisibleService service) {
    return service.endpoints().stream()
        .map(reached -> reached.resolved().endpoint().address())
        .filter(address -> address(service, address).isEmpty())
        .map(address -> problem(service, address))
        .toList();
  }

  /** A socket serves one port, and no name server knows it. */
  private static boolean takesSockets(VisibleService service) {
    return service.resolution() == Resolution.STATIC && service.ports().size() == 1;
  }

  private static Problem problem(VisibleService service, String address) {
    String reason;
    if (!Addresses.isSocket(address)) {
      reason = "is not an IP address and gets no traffic; give its address, or set resolution: DNS";
    } else if (service.resolution() == Resolution.STATIC) {
      reason = "is a Unix socket, which serves one port, and gets no traffic: split the service";
    } else {
      reason =
          "is a Unix socket, which only resolution: STATIC takes, and gets no traffic; set it, or"
              + " give the endpoint an IP address";
    }
    return Scope.warning(
        service.service().resource(),
        path(service.service().discovery()),
        "'" + address + "' " + reason);
  }

  private static String path(Discovery discovery) {
    return discovery.selector().isEmpty() ? "spec.endpoints" : "spec.workloadSelector";
  }
}

package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.ServicePort;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two services at one address and port, which only HTTP and TLS can tell apart. */
final class PortConflicts {

  private record Place(String address, int port) {}

  private record Claim(Declared<ServiceEntry> entry, boolean namesItsHost) {}

  private PortConflicts() {}

  static void tell(Configuration all, Notes notes) {
    Map<Place, Claim> claims = new HashMap<>();
    for (Declared<ServiceEntry> entry : all.services()) {
      for (int i = 0; i < entry.spec().getPortsCount(); i++) {
        ServicePort port = entry.spec().getPorts(i);
        for (String address : entry.spec().getAddressesList()) {
          Claim claim = new Claim(entry, namesItsHost(port));
          Claim before = claims.putIfAbsent(new Place(address, port.getNumber()), claim);
          if (before != null && conflict(before, claim)) {
            tell(notes, claim, before, address, i);
          }
        }
      }
    }
  }

  private static void tell(Notes notes, Claim claim, Claim before, String address, int index) {
    int port = claim.entry().spec().getPorts(index).getNumber();
    notes.warning(
        ProblemCode.PORT_CONFLICT,
        claim.entry().resource(),
        "spec.ports[" + index + "]",
        "port "
            + port
            + " of "
            + address
            + " is a port of "
            + before.entry().title()
            + " too, and connections to it can go to one of them only: give them different"
            + " addresses or ports");
  }

  private static boolean conflict(Claim one, Claim other) {
    List<String> exports = one.entry().spec().getExportToList();
    boolean meet =
        Declared.meet(one.entry(), exports, other.entry(), other.entry().spec().getExportToList());
    boolean areToldApart = one.namesItsHost() && other.namesItsHost();
    return meet && one.entry() != other.entry() && !areToldApart;
  }

  private static boolean namesItsHost(ServicePort port) {
    return Protocol.parse(port.getProtocol())
        .map(protocol -> protocol.isHttp() || protocol.isOpaqueTls())
        .orElse(port.getName().startsWith("http") || port.getName().startsWith("grpc"));
  }
}

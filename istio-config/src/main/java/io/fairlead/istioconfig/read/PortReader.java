package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the ports of a service. */
final class PortReader {

  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private final Set<Integer> numbers = new HashSet<>();

  private PortReader(Findings findings) {
    this.findings = findings;
  }

  static List<ServicePort> read(
      List<io.fairlead.api.istio.networking.v1alpha3.ServicePort> ports, Findings findings) {
    PortReader reader = new PortReader(findings);
    List<ServicePort> read = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      reader.port("spec.ports[" + i + "]", ports.get(i)).ifPresent(read::add);
    }
    return read;
  }

  private Optional<ServicePort> port(
      String path, io.fairlead.api.istio.networking.v1alpha3.ServicePort port) {
    boolean isNamed = checkName(path + ".name", port.getName());
    boolean isNumbered = checkNumber(path + ".number", port.getNumber());
    boolean hasTarget =
        port.getTargetPort() == 0
            || PortNumbers.needed(path + ".targetPort", port.getTargetPort(), findings);
    if (port.getProtocol().equalsIgnoreCase("UDP")) {
      findings.warning(
          path + ".protocol",
          "UDP is not carried by the mesh: this port is left out, and is reached directly");
      return Optional.empty();
    }
    Optional<Protocol> protocol = protocol(path + ".protocol", port);
    if (!isNamed || !isNumbered || !hasTarget || protocol.isEmpty()) {
      return Optional.empty();
    }
    int target = port.getTargetPort() == 0 ? port.getNumber() : port.getTargetPort();
    return Optional.of(new ServicePort(port.getNumber(), port.getName(), protocol.get(), target));
  }

  private boolean checkName(String path, String name) {
    if (!Names.isDnsLabel(name)) {
      findings.error(
          name.isEmpty() ? ProblemCode.MISSING_FIELD : ProblemCode.BAD_NAME,
          path,
          name.isEmpty()
              ? "is missing: name the port, such as http"
              : Excerpt.of(name) + " is no port name: use 1 to 63 of a-z, 0-9 and -");
      return false;
    }
    if (!names.add(name)) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path,
          Excerpt.of(name) + " names two ports: rename one of them");
      return false;
    }
    return true;
  }

  private boolean checkNumber(String path, int number) {
    if (!PortNumbers.needed(path, number, findings)) {
      return false;
    }
    if (!numbers.add(number)) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path,
          "port " + number + " is listed twice: remove one of the two");
      return false;
    }
    return true;
  }

  private Optional<Protocol> protocol(
      String path, io.fairlead.api.istio.networking.v1alpha3.ServicePort port) {
    return port.getProtocol().isEmpty()
        ? Optional.of(InferredProtocol.of(port.getName(), port.getNumber()))
        : Protocols.declared(path, port.getProtocol(), findings);
  }
}

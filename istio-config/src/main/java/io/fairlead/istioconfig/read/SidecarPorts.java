package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.SidecarPort;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the ports of one direction of a Sidecar. */
final class SidecarPorts {

  private final Findings findings;
  private final Set<Integer> numbers = new HashSet<>();

  SidecarPorts(Findings findings) {
    this.findings = findings;
  }

  /** The protocol; empty where the port is none. */
  Optional<Protocol> read(String path, SidecarPort port, String bind) {
    if (bind.startsWith(Addresses.UNIX)) {
      findings.error(
          ProblemCode.NOT_TRANSLATED,
          parent(path) + ".bind",
          "is a Unix socket, and none is bound yet: write an IP address");
    } else if (PortNumbers.needed(path + ".number", port.getNumber(), findings)) {
      checkPlace(path, port.getNumber(), bind);
    }
    if (!port.getName().isEmpty() && !Names.isDnsLabel(port.getName())) {
      findings.error(
          ProblemCode.BAD_NAME,
          path + ".name",
          Excerpt.of(port.getName()) + " is no port name: use 1 to 63 of a-z, 0-9 and -");
    }
    if (port.getProtocol().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".protocol",
          "is missing: write one such as HTTP or TCP");
      return Optional.empty();
    }
    return Protocols.declared(path + ".protocol", port.getProtocol(), findings);
  }

  private void checkPlace(String path, int number, String bind) {
    if (!numbers.add(number)) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path + ".number",
          "port " + number + " is listed twice: remove one of the two");
    } else if (!bind.isEmpty() && !Addresses.isIp(bind)) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          parent(path) + ".bind",
          Excerpt.of(bind) + " is no IP address: write one, or nothing");
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }
}

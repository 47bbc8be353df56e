package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the resolution of a service allows of its hosts, addresses, ports and endpoints. */
final class ResolutionRules {

  private static final Set<Protocol> WITH_DYNAMIC_DNS =
      Set.of(Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.TLS);

  private final ServiceEntry entry;
  private final List<ServicePort> ports;
  private final Findings findings;

  ResolutionRules(ServiceEntry entry, List<ServicePort> ports, Findings findings) {
    this.entry = entry;
    this.ports = ports;
    this.findings = findings;
  }

  void check(Resolution resolution) {
    switch (resolution) {
      case NONE -> checkNone();
      case STATIC -> checkEndpointPorts();
      case DNS -> checkDns();
      case DNS_ROUND_ROBIN -> {
        checkDns();
        if (entry.getEndpointsCount() > 1) {
          findings.error(
              ProblemCode.EXCLUSIVE_FIELDS,
              "spec.endpoints",
              "may have one endpoint with DNS_ROUND_ROBIN: use resolution DNS");
        }
      }
      case DYNAMIC_DNS -> checkDynamicDns();
    }
    if (resolution != Resolution.NONE) {
      checkHostsCanBeToldApart();
    }
    if (entry.getPortsCount() == 0) {
      findings.warning(
          "spec.ports", "is empty: the mesh carries nothing for this service, list its ports");
    }
  }

  private void checkNone() {
    if (entry.getEndpointsCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.endpoints",
          "are not used with resolution NONE: use STATIC or DNS, or remove them");
    }
    if (entry.hasWorkloadSelector()) {
      findings.warning(
          "spec.workloadSelector", "is not used with resolution NONE: use resolution STATIC");
    }
  }

  private void checkDns() {
    checkEndpointPorts();
    checkNoBlocks();
    if (entry.getEndpointsCount() > 0 || entry.hasWorkloadSelector()) {
      return;
    }
    for (int i = 0; i < entry.getHostsCount(); i++) {
      if (entry.getHosts(i).startsWith("*.")) {
        findings.error(
            ProblemCode.NEEDS_OTHER_FIELD,
            "spec.hosts[" + i + "]",
            Excerpt.of(entry.getHosts(i))
                + " has no address in DNS: list endpoints, or use resolution NONE");
      }
    }
  }

  private void checkNoBlocks() {
    for (int i = 0; i < entry.getAddressesCount(); i++) {
      if (Addresses.isCidr(entry.getAddresses(i))) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            "spec.addresses[" + i + "]",
            "a CIDR block goes with resolution NONE or STATIC only");
      }
    }
  }

  private void checkDynamicDns() {
    for (int i = 0; i < entry.getHostsCount(); i++) {
      if (!entry.getHosts(i).startsWith("*.")) {
        findings.error(
            ProblemCode.NEEDS_OTHER_FIELD,
            "spec.hosts[" + i + "]",
            "must begin with *. with resolution DYNAMIC_DNS");
      }
    }
    if (entry.getAddressesCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.addresses",
          "must be empty with resolution DYNAMIC_DNS: remove them");
    }
    if (entry.getEndpointsCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.endpoints",
          "must be empty with resolution DYNAMIC_DNS: remove them");
    }
    for (ServicePort port : ports) {
      if (!WITH_DYNAMIC_DNS.contains(port.protocol())) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            "spec.ports[" + indexOf(port) + "].protocol",
            "must be HTTP, HTTP2, GRPC or TLS with resolution DYNAMIC_DNS");
      }
    }
  }

  private void checkEndpointPorts() {
    Set<String> names =
        entry.getPortsList().stream().map(port -> port.getName()).collect(Collectors.toSet());
    for (int i = 0; i < entry.getEndpointsCount(); i++) {
      for (String name : new TreeSet<>(entry.getEndpoints(i).getPortsMap().keySet())) {
        if (!names.contains(name)) {
          findings.error(
              ProblemCode.BAD_PORT,
              "spec.endpoints[" + i + "].ports[" + name + "]",
              Excerpt.of(name) + " is the name of no port of this service: see spec.ports");
        }
      }
    }
  }

  /** HTTP and TLS name the host that they want; other protocols do not. */
  private void checkHostsCanBeToldApart() {
    if (entry.getHostsCount() < 2) {
      return;
    }
    for (ServicePort port : ports) {
      if (!port.protocol().isHttp() && !port.protocol().isOpaqueTls()) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            "spec.ports[" + indexOf(port) + "].protocol",
            "several hosts cannot be told apart by "
                + (port.protocol() == Protocol.AUTO ? "an undeclared protocol" : port.protocol())
                + ": use one ServiceEntry for each host");
      }
    }
  }

  private int indexOf(ServicePort port) {
    for (int i = 0; i < entry.getPortsCount(); i++) {
      if (entry.getPorts(i).getNumber() == port.number()) {
        return i;
      }
    }
    throw new IllegalStateException("port " + port.number() + " was read from nowhere");
  }
}

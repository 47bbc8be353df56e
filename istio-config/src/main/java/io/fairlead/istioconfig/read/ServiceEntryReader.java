package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a ServiceEntry. */
final class ServiceEntryReader {

  private static final int MAX_HOSTS = 256;

  private final ServiceEntry entry;
  private final Findings findings;

  private ServiceEntryReader(ServiceEntry entry, Findings findings) {
    this.entry = entry;
    this.findings = findings;
  }

  static Optional<Declaration> read(ResourceName name, ServiceEntry entry, Findings findings) {
    return new ServiceEntryReader(entry, findings).services(name);
  }

  private Optional<Declaration> services(ResourceName name) {
    List<ServiceHost> hosts = hosts();
    new Values(findings).blocks("spec.addresses", entry.getAddressesList());
    List<ServicePort> ports = PortReader.read(entry.getPortsList(), findings);
    Optional<Resolution> resolution = resolution();
    Optional<Boolean> isExternal = isExternal();
    List<Endpoint> endpoints = resolution.map(r -> endpoints(r)).orElse(List.of());
    checkSelector();
    checkSubjectAltNames();
    ExportTo.check(entry.getExportToList(), name.namespace(), findings);
    resolution.ifPresent(r -> new ResolutionRules(entry, ports, findings).check(r));
    if (findings.hasErrors() || resolution.isEmpty() || isExternal.isEmpty()) {
      return Optional.empty();
    }
    Discovery discovery =
        new Discovery(
            resolution.get(),
            isExternal.get(),
            endpoints,
            new Labels(entry.getWorkloadSelector().getLabelsMap()),
            entry.getSubjectAltNamesList());
    return Optional.of(
        new Declaration.Services(
            hosts.stream()
                .map(
                    host ->
                        new Service(
                            name,
                            host,
                            entry.getAddressesList(),
                            ports,
                            discovery,
                            entry.getExportToList()))
                .toList()));
  }

  private List<ServiceHost> hosts() {
    if (entry.getHostsCount() == 0) {
      findings.error(ProblemCode.MISSING_FIELD, "spec.hosts", "is empty: name at least one host");
    }
    if (entry.getHostsCount() > MAX_HOSTS) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "spec.hosts",
          "has more than " + MAX_HOSTS + " hosts: split the ServiceEntry");
    }
    Set<ServiceHost> hosts = new LinkedHashSet<>();
    for (int i = 0; i < entry.getHostsCount(); i++) {
      String path = "spec.hosts[" + i + "]";
      String host = entry.getHosts(i).toLowerCase(Locale.ROOT);
      String problem = ServiceHost.problemWith(host);
      if (host.equals("*")) {
        findings.error(
            ProblemCode.BAD_HOST,
            path,
            "'*' would be every host there is: name a domain, such as *.example.com");
      } else if (!problem.isEmpty()) {
        findings.error(ProblemCode.BAD_HOST, path, Excerpt.of(entry.getHosts(i)) + " " + problem);
      } else if (!hosts.add(new ServiceHost(host))) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            path,
            Excerpt.of(host) + " is listed twice: remove one of the two");
      }
    }
    return new ArrayList<>(hosts);
  }

  private Optional<Resolution> resolution() {
    return switch (entry.getResolution()) {
      case NONE -> Optional.of(Resolution.NONE);
      case STATIC -> Optional.of(Resolution.STATIC);
      case DNS -> Optional.of(Resolution.DNS);
      case DNS_ROUND_ROBIN -> Optional.of(Resolution.DNS_ROUND_ROBIN);
      case DYNAMIC_DNS -> Optional.of(Resolution.DYNAMIC_DNS);
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            "spec.resolution",
            "is not known: use NONE, STATIC, DNS, DNS_ROUND_ROBIN or DYNAMIC_DNS");
        yield Optional.empty();
      }
    };
  }

  private Optional<Boolean> isExternal() {
    return switch (entry.getLocation()) {
      case MESH_EXTERNAL -> Optional.of(true);
      case MESH_INTERNAL -> Optional.of(false);
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            "spec.location",
            "is not known: use MESH_EXTERNAL or MESH_INTERNAL");
        yield Optional.empty();
      }
    };
  }

  private List<Endpoint> endpoints(Resolution resolution) {
    EndpointReader.AddressForm form =
        switch (resolution) {
          case STATIC -> EndpointReader.AddressForm.IP;
          case NONE, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS -> EndpointReader.AddressForm.IP_OR_NAME;
        };
    EndpointReader reader = new EndpointReader(findings);
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < entry.getEndpointsCount(); i++) {
      reader
          .read("spec.endpoints[" + i + "]", entry.getEndpoints(i), form)
          .ifPresent(endpoints::add);
      if (entry.getEndpoints(i).getAddress().startsWith(Addresses.UNIX)
          && entry.getPortsCount() > 1) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            "spec.endpoints[" + i + "].address",
            "is a Unix socket, which serves one port, and the service has several: split it");
      }
    }
    return endpoints;
  }

  private void checkSelector() {
    if (!entry.hasWorkloadSelector()) {
      return;
    }
    String path = "spec.workloadSelector";
    findings.labels(path + ".labels", entry.getWorkloadSelector().getLabelsMap());
    if (entry.getWorkloadSelector().getLabelsCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path,
          "has no labels, which would select every workload: name at least one label");
    }
    if (entry.getEndpointsCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "excludes spec.endpoints, which is set too: remove one of the two");
    }
  }

  private void checkSubjectAltNames() {
    for (int i = 0; i < entry.getSubjectAltNamesCount(); i++) {
      if (entry.getSubjectAltNames(i).isBlank()) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            "spec.subjectAltNames[" + i + "]",
            "is empty: write a name or remove it");
      }
    }
  }
}

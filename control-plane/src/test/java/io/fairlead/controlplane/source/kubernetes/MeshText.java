package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.TreeMap;

/** A mesh as text that people can review: each service with whoever answers for it. */
final class MeshText {

  private final StringBuilder text = new StringBuilder();
  private final MeshState mesh;

  private MeshText(MeshState mesh) {
    this.mesh = mesh;
  }

  static String of(MeshState mesh) {
    MeshText text = new MeshText(mesh);
    mesh.services().forEach(text::service);
    mesh.entries().forEach(text::entry);
    mesh.workloads().forEach(text::workload);
    mesh.rules().networks().declared().values().forEach(text::networks);
    return text.text.toString();
  }

  private void service(Service service) {
    line(
        "service %s of %s, %s%s",
        service.host(),
        service.resource(),
        service.discovery().resolution(),
        service.discovery().isExternal() ? ", external" : "");
    line("  addresses %s", service.addresses());
    if (!service.exportTo().isEmpty()) {
      line("  exportTo %s", service.exportTo());
    }
    for (ServicePort port : service.ports()) {
      line(
          "  port %d '%s' %s -> %d",
          port.number(), port.name(), port.protocol(), port.targetPort());
    }
    for (ResolvedEndpoint resolved : mesh.endpointsOf(service)) {
      line("  endpoint %s%s", describe(resolved.endpoint()), proof(resolved));
    }
  }

  private static String proof(ResolvedEndpoint resolved) {
    return resolved
        .authenticated()
        .map(
            workload ->
                ", mutual TLS with "
                    + workload.name().namespace()
                    + "/"
                    + workload.membership().serviceAccount())
        .orElse(", plaintext");
  }

  private void networks(MeshNetworks networks) {
    networks
        .sorted()
        .forEach(
            (network, gateways) ->
                gateways.forEach(
                    gateway ->
                        line(
                            "network %s of %s by %s port %d",
                            network, networks.name(), gateway.place(), gateway.port())));
  }

  private void entry(WorkloadEntry entry) {
    line("entry %s at %s", entry.name(), describe(entry.endpoint()));
  }

  private void workload(Workload workload) {
    line(
        "workload %s at %s%s",
        workload.name(), workload.addresses(), describe(workload.placement()));
  }

  private static String describe(Endpoint endpoint) {
    return endpoint.address()
        + (endpoint.ports().isEmpty() ? "" : " ports " + new TreeMap<>(endpoint.ports()))
        + describe(endpoint.placement())
        + (endpoint.labels().equals(Labels.NONE)
            ? ""
            : " labels " + new TreeMap<>(endpoint.labels().values()));
  }

  private static String describe(Placement placement) {
    Placement.Node node = placement.node();
    String place =
        placement.on(Placement.Node.NONE).equals(Placement.UNKNOWN)
            ? ""
            : " in "
                + placement.locality()
                + " on '"
                + placement.network()
                + "'"
                + (placement.hostname().isEmpty() ? "" : " named " + placement.hostname());
    return place
        + (node.equals(Placement.Node.NONE) ? "" : " at " + node.name())
        + (node.isAll() ? " for that node only" : "");
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}

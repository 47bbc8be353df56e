package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a VirtualService. */
final class VirtualServiceReader {

  private static final TranslatedFields FIELDS =
      TranslatedFields.of(
          "hosts",
          "gateways",
          "exportTo",
          "http.name",
          "http.match.uri.exact",
          "http.match.uri.prefix",
          "http.match.sourceLabels",
          "http.match.sourceNamespace",
          "http.route.destination.host",
          "http.route.destination.port.number",
          "http.route.weight",
          "http.timeout");

  private static final String SIDECARS = "mesh";

  private VirtualServiceReader() {}

  static Optional<Declaration> read(
      IstioResource resource, VirtualService routes, Findings findings) {
    FIELDS.refuseOthers(routes, findings);
    List<ServiceHost> hosts = hosts(routes, findings);
    for (int i = 0; i < routes.getGatewaysCount(); i++) {
      if (!routes.getGateways(i).equals(SIDECARS)) {
        findings.error(
            "spec.gateways[" + i + "]",
            Excerpt.of(routes.getGateways(i))
                + " is a gateway, and none is translated yet: leave it out, or write mesh for the"
                + " sidecars");
      }
    }
    ExportTo.checkWithoutNobody(routes.getExportToList(), resource.name().namespace(), findings);
    if (routes.getHttpCount() == 0) {
      findings.error("spec.http", "is empty: write at least one route");
    }
    HttpRouteReader reader = new HttpRouteReader(findings);
    List<HttpRoute> http = new ArrayList<>();
    for (int i = 0; i < routes.getHttpCount(); i++) {
      reader.read("spec.http[" + i + "]", routes.getHttp(i)).ifPresent(http::add);
    }
    return Optional.of(
        new Declaration.Routing(
            new io.fairlead.model.policy.VirtualService(
                resource.name(),
                hosts,
                http,
                routes.getExportToList(),
                resource.metadata().created())));
  }

  private static List<ServiceHost> hosts(VirtualService routes, Findings findings) {
    if (routes.getHostsCount() == 0) {
      findings.error("spec.hosts", "is empty: name at least one host");
    }
    Set<ServiceHost> hosts = new LinkedHashSet<>();
    for (int i = 0; i < routes.getHostsCount(); i++) {
      String path = "spec.hosts[" + i + "]";
      Optional<ServiceHost> host = Hosts.full(path, routes.getHosts(i), findings);
      if (host.isPresent() && host.get().value().equals("*")) {
        findings.error(path, "'*' would be every host of every sidecar: name a domain");
      } else if (host.isPresent() && !hosts.add(host.get())) {
        findings.error(path, Excerpt.of(host.get().value()) + " is listed twice: remove one");
      }
    }
    return List.copyOf(hosts);
  }
}

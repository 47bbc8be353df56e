package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.VirtualService.Routes;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a VirtualService. */
final class VirtualServiceReader {

  private static final TranslatedFields FIELDS =
      TranslatedFields.of(
          "hosts",
          "gateways",
          "exportTo",
          "http.name",
          "http.match.name",
          "http.match.uri",
          "http.match.scheme",
          "http.match.method",
          "http.match.authority",
          "http.match.headers",
          "http.match.withoutHeaders",
          "http.match.queryParams",
          "http.match.ignoreUriCase",
          "http.match.port",
          "http.match.sourceLabels",
          "http.match.sourceNamespace",
          "http.match.gateways",
          "http.match.statPrefix",
          "http.route",
          "http.redirect",
          "http.directResponse",
          "http.delegate",
          "http.rewrite",
          "http.headers",
          "http.mirror",
          "http.mirrorPercent",
          "http.mirrorPercentage",
          "http.mirrors",
          "http.fault.delay.percent",
          "http.fault.delay.percentage",
          "http.fault.delay.fixedDelay",
          "http.fault.abort.httpStatus",
          "http.fault.abort.grpcStatus",
          "http.fault.abort.percentage",
          "http.retries",
          "http.corsPolicy",
          "tls",
          "tcp.match.destinationSubnets",
          "tcp.match.port",
          "tcp.match.sourceLabels",
          "tcp.match.sourceNamespace",
          "tcp.match.gateways",
          "tcp.route",
          "http.timeout");

  private final IstioResource resource;
  private final VirtualService spec;
  private final Findings findings;

  private VirtualServiceReader(IstioResource resource, VirtualService spec, Findings findings) {
    this.resource = resource;
    this.spec = spec;
    this.findings = findings;
  }

  static Optional<Declaration> read(
      IstioResource resource, VirtualService spec, Findings findings) {
    FIELDS.refuseOthers(spec, findings);
    return Optional.of(
        new Declaration.Routing(new VirtualServiceReader(resource, spec, findings).read()));
  }

  private io.fairlead.model.policy.VirtualService read() {
    GatewayNames names = new GatewayNames(resource.name().namespace(), findings);
    Gateways said = names.read("spec.gateways", spec.getGatewaysList());
    Gateways gateways = said.isUnsaid() ? Gateways.SIDECARS : said;
    List<ServiceHost> hosts = hosts(gateways);
    ExportTo.checkWithoutNobody(spec.getExportToList(), resource.name().namespace(), findings);
    if (spec.getHostsCount() == 0) {
      onlyForOthers();
    }
    if (spec.getHttpCount() == 0 && spec.getTlsCount() == 0 && spec.getTcpCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          "spec.http",
          "is empty: write at least one route, here or in tls or tcp");
    }
    return new io.fairlead.model.policy.VirtualService(
        resource.name(),
        hosts,
        gateways,
        routes(hosts, new CallerReader(names, findings)),
        spec.getExportToList(),
        resource.metadata().created());
  }

  /** What no other VirtualService can lead to. */
  private void onlyForOthers() {
    if (spec.getGatewaysCount() > 0) {
      refuseWithoutHosts("spec.gateways");
    }
    if (spec.getTlsCount() > 0) {
      refuseWithoutHosts("spec.tls");
    }
    if (spec.getTcpCount() > 0) {
      refuseWithoutHosts("spec.tcp");
    }
    for (int i = 0; i < spec.getHttpCount(); i++) {
      if (spec.getHttp(i).hasDelegate()) {
        refuseWithoutHosts("spec.http[" + i + "].delegate");
      }
    }
  }

  private void refuseWithoutHosts(String path) {
    findings.error(
        ProblemCode.NEEDS_OTHER_FIELD,
        path,
        "cannot stand without spec.hosts, where http routes of others lead here: name hosts, or"
            + " remove it");
  }

  private Routes routes(List<ServiceHost> hosts, CallerReader callers) {
    RouteLimits limits = RouteLimits.read(resource, spec, findings);
    HttpRouteReader reader = new HttpRouteReader(resource.name().namespace(), limits, findings);
    List<HttpRoute> http = new ArrayList<>();
    for (int i = 0; i < spec.getHttpCount(); i++) {
      reader.read("spec.http[" + i + "]", spec.getHttp(i)).ifPresent(http::add);
    }
    ConnectionRouteReader connections = new ConnectionRouteReader(callers, hosts, findings);
    List<TlsRoute> tls = new ArrayList<>();
    for (int i = 0; i < spec.getTlsCount(); i++) {
      tls.add(connections.tls("spec.tls[" + i + "]", spec.getTls(i)));
    }
    List<TcpRoute> tcp = new ArrayList<>();
    for (int i = 0; i < spec.getTcpCount(); i++) {
      tcp.add(connections.tcp("spec.tcp[" + i + "]", spec.getTcp(i)));
    }
    Routes routes = new Routes(http, tls, tcp, limits.connections());
    if (!findings.hasErrors()) {
      HiddenRoutes.tell(routes, findings);
    }
    return routes;
  }

  private List<ServiceHost> hosts(Gateways gateways) {
    List<ServiceHost> hosts = new ArrayList<>();
    for (int i = 0; i < spec.getHostsCount(); i++) {
      String path = "spec.hosts[" + i + "]";
      Hosts.full(path, spec.getHosts(i), findings)
          .ifPresent(host -> add(hosts, path, host, gateways));
    }
    return hosts;
  }

  private void add(List<ServiceHost> hosts, String path, ServiceHost host, Gateways gateways) {
    Optional<ServiceHost> other =
        hosts.stream().filter(known -> known.covers(host) || host.covers(known)).findFirst();
    if (host.value().equals("*") && gateways.isForSidecars()) {
      findings.error(
          ProblemCode.BAD_HOST, path, "'*' would be every host of every sidecar: name a domain");
    } else if (hosts.contains(host)) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path,
          Excerpt.of(host.value()) + " is listed twice: remove one");
    } else if (other.isPresent()) {
      findings.error(
          ProblemCode.DUPLICATE_VALUE,
          path,
          Excerpt.of(host.value())
              + " is in part the same as "
              + Excerpt.of(other.get().value())
              + " before it: remove one, or write it in a VirtualService of its own");
    } else {
      hosts.add(host);
    }
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.CaptureMode;
import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.OutboundTrafficPolicy;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.model.service.ServiceHost;
import java.util.Optional;

/** Reads what the proxies of some workloads see and serve. */
final class SidecarReader {

  private static final TranslatedFields FIELDS =
      TranslatedFields.of(
              "workloadSelector.labels",
              "ingress.port.number",
              "ingress.port.protocol",
              "ingress.port.name",
              "ingress.bind",
              "ingress.captureMode",
              "ingress.defaultEndpoint",
              "egress.port.number",
              "egress.port.protocol",
              "egress.port.name",
              "egress.bind",
              "egress.captureMode",
              "egress.hosts",
              "outboundTrafficPolicy.mode",
              "outboundTrafficPolicy.egressProxy.host",
              "outboundTrafficPolicy.egressProxy.subset",
              "outboundTrafficPolicy.egressProxy.port.number")
          .refusing("ingress.port.targetPort", "has no effect in a Sidecar: use defaultEndpoint")
          .refusing("egress.port.targetPort", "has no effect in a Sidecar: leave it out");

  private static final String PROXY = "spec.outboundTrafficPolicy.egressProxy";

  private SidecarReader() {}

  static Optional<Declaration> read(IstioResource resource, Sidecar sidecar, Findings findings) {
    FIELDS.refuseOthers(sidecar, findings);
    if (sidecar.hasWorkloadSelector()) {
      findings.selector(
          "spec.workloadSelector.labels", sidecar.getWorkloadSelector().getLabelsMap());
    }
    return Optional.of(
        new Declaration.Egress(
            new EgressScope(
                resource.name(),
                new Labels(sidecar.getWorkloadSelector().getLabelsMap()),
                new EgressReader(findings).read(sidecar),
                unknown(sidecar, findings),
                new IngressReader(findings)
                    .read(sidecar, PortLimits.read(resource, sidecar, findings)),
                resource.metadata().created())));
  }

  private static UnknownHosts unknown(Sidecar sidecar, Findings findings) {
    if (!sidecar.hasOutboundTrafficPolicy()) {
      return new UnknownHosts.Allowed();
    }
    OutboundTrafficPolicy policy = sidecar.getOutboundTrafficPolicy();
    return switch (policy.getMode()) {
      case REGISTRY_ONLY -> {
        if (policy.hasEgressProxy()) {
          findings.error(
              ProblemCode.EXCLUSIVE_FIELDS,
              PROXY,
              "goes with mode: ALLOW_ANY only: REGISTRY_ONLY lets nothing unknown out");
        }
        yield new UnknownHosts.Refused();
      }
      case ALLOW_ANY ->
          policy.hasEgressProxy()
              ? through(policy.getEgressProxy(), findings)
              : new UnknownHosts.Allowed();
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            "spec.outboundTrafficPolicy.mode",
            "is not known: use ALLOW_ANY or REGISTRY_ONLY");
        yield new UnknownHosts.Refused();
      }
    };
  }

  private static UnknownHosts through(Destination proxy, Findings findings) {
    int port = proxy.getPort().getNumber();
    PortNumbers.needed(PROXY + ".port.number", port, findings);
    Optional<ServiceHost> host = Hosts.full(PROXY + ".host", proxy.getHost(), findings);
    if (host.isPresent() && host.get().isWildcard()) {
      findings.error(
          ProblemCode.BAD_HOST,
          PROXY + ".host",
          Excerpt.of(proxy.getHost()) + " is a wildcard: name one host");
    }
    return host.<UnknownHosts>map(known -> new UnknownHosts.Through(known, proxy.getSubset(), port))
        .orElseGet(UnknownHosts.Refused::new);
  }

  static Capture capture(String path, CaptureMode mode, Findings findings) {
    return switch (mode) {
      case DEFAULT -> Capture.AS_HOST;
      case IPTABLES -> Capture.REDIRECTED;
      case NONE -> Capture.BOUND;
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE, path, "is not known: use DEFAULT, IPTABLES or NONE");
        yield Capture.AS_HOST;
      }
    };
  }
}

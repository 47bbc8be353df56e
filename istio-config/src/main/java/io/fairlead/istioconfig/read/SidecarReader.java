package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.CaptureMode;
import io.fairlead.api.istio.networking.v1alpha3.Destination;
import io.fairlead.api.istio.networking.v1alpha3.OutboundTrafficPolicy;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Capture;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.UnknownHosts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the proxies of some workloads see and serve. */
final class SidecarReader {

  private static final List<String> LEAVES =
      List.of(
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
          "outboundTrafficPolicy.egressProxy.port.number");

  private static final String CREDENTIAL =
      "names a credential, and hosts are given none for what they serve: name files of the host";

  private static final TranslatedFields FIELDS =
      ServerTlsFields.refusing(
              "ingress.tls",
              TranslatedFields.of(
                  Stream.of(
                          LEAVES.stream(),
                          DestinationRuleFields.pool("ingress.connectionPool"),
                          DestinationRuleFields.pool("inboundConnectionPool"),
                          ServerTlsFields.below("ingress.tls"))
                      .flatMap(leaves -> leaves)
                      .toArray(String[]::new)))
          .refusing("ingress.tls.credentialName", CREDENTIAL)
          .refusing("ingress.tls.credentialNames", CREDENTIAL)
          .refusing("ingress.tls.caCertCredentialName", CREDENTIAL)
          .refusing("ingress.tls.httpsRedirect", "has no effect on what is served: leave it out")
          .refusing("ingress.port.targetPort", "has no effect in a Sidecar: use defaultEndpoint")
          .refusing("egress.port.targetPort", "has no effect in a Sidecar: leave it out");

  private static final String PROXY = "spec.outboundTrafficPolicy.egressProxy";

  private SidecarReader() {}

  static Optional<Declaration> read(IstioResource resource, Sidecar sidecar, Findings findings) {
    FIELDS.refuseOthers(sidecar, findings);
    if (sidecar.toBuilder().clearWorkloadSelector().build().equals(Sidecar.getDefaultInstance())) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          "spec",
          "says nothing: write egress, ingress, outboundTrafficPolicy or inboundConnectionPool");
    }
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

  private static Setting<UnknownHosts> unknown(Sidecar sidecar, Findings findings) {
    return sidecar.hasOutboundTrafficPolicy()
        ? Setting.of(unknown(sidecar.getOutboundTrafficPolicy(), findings))
        : Setting.unset();
  }

  private static UnknownHosts unknown(OutboundTrafficPolicy policy, Findings findings) {
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
    if (!proxy.hasPort()) {
      PortNumbers.needed(PROXY + ".port.number", 0, findings);
    }
    return new TargetReader(findings)
        .read(PROXY, proxy)
        .<UnknownHosts>map(to -> new UnknownHosts.Through(to.host(), to.subset(), to.port()))
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

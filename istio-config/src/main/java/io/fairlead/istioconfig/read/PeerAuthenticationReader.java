package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication.MutualTLS;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication.Modes;
import io.fairlead.model.service.ServicePort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a PeerAuthentication. */
final class PeerAuthenticationReader {

  /** The key under which the model keeps the mode of the workload as a whole. */
  private static final int WHOLE_WORKLOAD = 0;

  private PeerAuthenticationReader() {}

  static Optional<Declaration> read(
      IstioResource resource, PeerAuthentication policy, Findings findings) {
    Map<String, String> selector = policy.getSelector().getMatchLabelsMap();
    findings.labels("spec.selector.matchLabels", selector);
    if (selector.isEmpty() && policy.hasSelector()) {
      findings.warning(
          "spec.selector", "names no label, so the policy is for the whole namespace: remove it");
    }
    if (selector.isEmpty() && policy.getPortLevelMtlsCount() > 0) {
      findings.error(
          ProblemCode.NEEDS_OTHER_FIELD,
          "spec.portLevelMtls",
          "needs spec.selector.matchLabels: ports are set for workloads, not for a namespace");
    }
    Map<Integer, MtlsMode> modes = new HashMap<>();
    mode("spec.mtls.mode", policy.getMtls(), findings)
        .ifPresent(mode -> modes.put(WHOLE_WORKLOAD, mode));
    new TreeMap<>(policy.getPortLevelMtlsMap())
        .forEach(
            (port, mtls) -> {
              String path = "spec.portLevelMtls[" + Integer.toUnsignedString(port) + "]";
              if (!ServicePort.isPort(Integer.toUnsignedLong(port))) {
                findings.error(ProblemCode.BAD_PORT, path, "is no port: use 1 to 65535");
              }
              mode(path + ".mode", mtls, findings).ifPresent(mode -> modes.put(port, mode));
            });
    return Optional.of(
        new Declaration.Policy(
            new io.fairlead.model.policy.PeerAuthentication(
                resource.name(),
                new Labels(selector),
                new Modes(modes),
                resource.metadata().created())));
  }

  /** Empty where it is inherited. */
  private static Optional<MtlsMode> mode(String path, MutualTLS mtls, Findings findings) {
    return switch (mtls.getMode()) {
      case UNSET -> Optional.empty();
      case DISABLE -> Optional.of(MtlsMode.DISABLE);
      case PERMISSIVE -> Optional.of(MtlsMode.PERMISSIVE);
      case STRICT -> Optional.of(MtlsMode.STRICT);
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path,
            "is not known: use UNSET, DISABLE, PERMISSIVE or STRICT");
        yield Optional.empty();
      }
    };
  }
}

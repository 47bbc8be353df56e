package io.fairlead.istioconfig.read;

import com.google.protobuf.BoolValue;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization.NormalizationType;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.CallDefaults;
import io.fairlead.model.policy.ExportDefaults;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.PlaceBalancing;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.UnknownHosts;
import java.util.Optional;

/** Reads what holds for the mesh as a whole. */
final class MeshConfigReader {

  private final Findings findings;

  private MeshConfigReader(Findings findings) {
    this.findings = findings;
  }

  static Optional<Declaration> read(ResourceName name, MeshConfig config, Findings findings) {
    MeshConfigFields.ALL.refuseOthers(config, findings);
    MeshConfigReader reader = new MeshConfigReader(findings);
    reader.refuseOtherValues(config);
    return Optional.of(new Declaration.Defaults(name, reader.defaults(config)));
  }

  private MeshDefaults defaults(MeshConfig config) {
    return new MeshDefaults(
        config.hasOutboundTrafficPolicy()
            ? unknown(config.getOutboundTrafficPolicy())
            : new UnknownHosts.Allowed(),
        config.hasDefaultHttpRetryPolicy()
            ? new RetriesReader(findings)
                .read("spec.defaultHttpRetryPolicy", config.getDefaultHttpRetryPolicy())
            : new Retries.Standard(),
        new CallDefaults(
            TimeLimits.positive(
                "spec.connectTimeout",
                config.hasConnectTimeout(),
                config.getConnectTimeout(),
                findings),
            new PoolReader(findings).keepalive("spec.tcpKeepalive", config.getTcpKeepalive()),
            place(config),
            isUpgraded(config)),
        exports(config));
  }

  private boolean isUpgraded(MeshConfig config) {
    return switch (config.getH2UpgradePolicy()) {
      case DO_NOT_UPGRADE -> false;
      case UPGRADE -> true;
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            "spec.h2UpgradePolicy",
            "is not known: use DO_NOT_UPGRADE or UPGRADE");
        yield false;
      }
    };
  }

  private ExportDefaults exports(MeshConfig config) {
    return new ExportDefaults(
        ExportTo.byDefault(
            "spec.defaultServiceExportTo", config.getDefaultServiceExportToList(), findings),
        ExportTo.byDefaultWithoutNobody(
            "spec.defaultVirtualServiceExportTo",
            config.getDefaultVirtualServiceExportToList(),
            findings),
        ExportTo.byDefaultWithoutNobody(
            "spec.defaultDestinationRuleExportTo",
            config.getDefaultDestinationRuleExportToList(),
            findings));
  }

  private Setting<PlaceBalancing> place(MeshConfig config) {
    if (config.hasLocalityLbSetting() && config.hasZoneAwareLbSetting()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.zoneAwareLbSetting",
          "excludes localityLbSetting: remove one of the two");
    }
    if (config.hasZoneAwareLbSetting()) {
      return Setting.of(
          new ZoneReader(findings)
              .read("spec.zoneAwareLbSetting", config.getZoneAwareLbSetting(), true));
    }
    return config.hasLocalityLbSetting()
        ? Setting.of(
            new LocalityReader(findings)
                .read("spec.localityLbSetting", config.getLocalityLbSetting(), true))
        : Setting.unset();
  }

  private UnknownHosts unknown(OutboundTrafficPolicy policy) {
    return switch (policy.getMode()) {
      case REGISTRY_ONLY -> new UnknownHosts.Refused();
      case ALLOW_ANY -> new UnknownHosts.Allowed();
      case ALLOW_ANY_DYNAMIC_DNS, UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            "spec.outboundTrafficPolicy.mode",
            policy.getMode() + " is not translated: use ALLOW_ANY or REGISTRY_ONLY");
        yield new UnknownHosts.Refused();
      }
    };
  }

  /** What can be said as long as it is what holds anyway. */
  private void refuseOtherValues(MeshConfig config) {
    onlyTrue(
        "enableAutoMtls",
        config.hasEnableAutoMtls(),
        config.getEnableAutoMtls(),
        "callers would use mutual TLS all the same wherever the other end does: write tls.mode"
            + " DISABLE in DestinationRules");
    onlyTrue(
        "verifyCertificateAtClient",
        config.hasVerifyCertificateAtClient(),
        config.getVerifyCertificateAtClient(),
        "servers would be verified all the same: write tls.insecureSkipVerify in"
            + " DestinationRules, as Istio calls this field deprecated");
    NormalizationType normalization = config.getPathNormalization().getNormalization();
    if (normalization != NormalizationType.DEFAULT && normalization != NormalizationType.BASE) {
      findings.error(
          ProblemCode.NOT_TRANSLATED,
          "spec.pathNormalization.normalization",
          "is not translated, and paths are normalized as by BASE: write BASE, or leave it out");
    }
  }

  private void onlyTrue(String field, boolean isSet, BoolValue value, String sentence) {
    if (isSet && !value.getValue()) {
      findings.error(ProblemCode.NOT_TRANSLATED, "spec." + field, "is false, and " + sentence);
    }
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.PlaceBalancing.Failover;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.ZoneBalancing;
import java.util.ArrayList;
import java.util.List;

/** Reads how callers stay in their zone. */
final class ZoneReader {

  private final Findings findings;

  ZoneReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param outliers whether failing endpoints are found, without which nothing fails over
   */
  ZoneBalancing read(String path, ZoneAwareLoadBalancerSetting setting, boolean outliers) {
    if ((setting.getFailoverCount() > 0 || setting.getFailoverPriorityCount() > 0) && !outliers) {
      findings.warning(
          path, "fails over only where outlierDetection finds failures: add that beside it");
    }
    for (String label : setting.getFailoverPriorityList()) {
      if (FailoverRegions.isPlaceLabel(label)) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            path + ".failoverPriority",
            Excerpt.of(label) + " is what zones are kept by already: remove it");
      }
    }
    return new ZoneBalancing(
        !setting.hasEnabled() || setting.getEnabled().getValue(),
        failovers(path + ".failover", setting),
        setting.getFailoverPriorityList(),
        setting.hasMinClusterSize()
            ? Setting.of(setting.getMinClusterSize().getValue())
            : Setting.unset());
  }

  private List<Failover> failovers(String path, ZoneAwareLoadBalancerSetting setting) {
    FailoverRegions regions = new FailoverRegions(findings);
    List<Failover> failovers = new ArrayList<>();
    for (int i = 0; i < setting.getFailoverCount(); i++) {
      Failover failover =
          new Failover(setting.getFailover(i).getFrom(), setting.getFailover(i).getTo());
      regions.check(path + "[" + i + "]", failover);
      failovers.add(failover);
    }
    return failovers;
  }
}

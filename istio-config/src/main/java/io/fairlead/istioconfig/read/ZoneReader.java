package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting;
import io.fairlead.api.istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting.Failover;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.ZoneBalancing;

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
    FailoverReader failovers = new FailoverReader(path, findings);
    if ((setting.getFailoverCount() > 0 || setting.getFailoverPriorityCount() > 0) && !outliers) {
      failovers.tellIdle();
    }
    failovers.refusePlaces(
        setting.getFailoverPriorityList(), "is what zones are kept by already: remove it");
    return new ZoneBalancing(
        !setting.hasEnabled() || setting.getEnabled().getValue(),
        failovers.regions(setting.getFailoverList(), Failover::getFrom, Failover::getTo),
        setting.getFailoverPriorityList(),
        setting.hasMinClusterSize()
            ? Setting.of(setting.getMinClusterSize().getValue())
            : Setting.unset());
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.LocalityLoadBalancerSetting;
import io.fairlead.api.istio.networking.v1alpha3.LocalityLoadBalancerSetting.Failover;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.LocalityBalancing;
import io.fairlead.model.policy.LocalityBalancing.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the place of a caller means for the choice of endpoints. */
final class LocalityReader {

  private static final int ALL_PERCENT = 100;
  private final Findings findings;

  LocalityReader(Findings findings) {
    this.findings = findings;
  }

  LocalityBalancing read(String path, LocalityLoadBalancerSetting setting, boolean outliers) {
    if (setting.getDistributeCount() > 0 && setting.getFailoverCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".failover",
          "excludes distribute: remove one of the two");
    }
    if (setting.getDistributeCount() > 0 && setting.getFailoverPriorityCount() > 0) {
      findings.warning(
          path + ".failoverPriority", "has no effect beside distribute: remove one of the two");
    }
    FailoverReader failovers = new FailoverReader(path, findings);
    boolean failsOver = setting.getFailoverCount() > 0 || setting.getFailoverPriorityCount() > 0;
    if (failsOver && !outliers) {
      failovers.tellIdle();
    }
    if (setting.getFailoverCount() > 0) {
      failovers.refusePlaces(
          setting.getFailoverPriorityList(), "is said by failover already: remove one of the two");
    }
    return new LocalityBalancing(
        !setting.hasEnabled() || setting.getEnabled().getValue(),
        shares(path + ".distribute", setting),
        failovers.regions(setting.getFailoverList(), Failover::getFrom, Failover::getTo),
        setting.getFailoverPriorityList());
  }

  private List<Share> shares(String path, LocalityLoadBalancerSetting setting) {
    List<Share> shares = new ArrayList<>();
    Map<String, String> from = new LinkedHashMap<>();
    for (int i = 0; i < setting.getDistributeCount(); i++) {
      String at = path + "[" + i + "]";
      from.put(at + ".from", setting.getDistribute(i).getFrom());
      Map<String, Integer> to = new TreeMap<>(setting.getDistribute(i).getToMap());
      Map<String, String> places = new LinkedHashMap<>();
      to.keySet().forEach(place -> places.put(at + ".to[" + place + "]", place));
      new LocalityPlaces(findings).check(places);
      percentages(at + ".to", to);
      shares.add(new Share(setting.getDistribute(i).getFrom(), to));
    }
    new LocalityPlaces(findings).check(from);
    return shares;
  }

  private void percentages(String path, Map<String, Integer> to) {
    long total = 0;
    for (Map.Entry<String, Integer> share : to.entrySet()) {
      long percent = Integer.toUnsignedLong(share.getValue());
      if (percent < 1 || percent > ALL_PERCENT) {
        findings.error(
            ProblemCode.OUT_OF_RANGE,
            path + "[" + share.getKey() + "]",
            percent + " is no share: use 1 to 100 percent");
      }
      total += percent;
    }
    if (total != ALL_PERCENT) {
      findings.error(
          ProblemCode.OUT_OF_RANGE, path, "adds up to " + total + " percent: make it 100");
    }
  }
}

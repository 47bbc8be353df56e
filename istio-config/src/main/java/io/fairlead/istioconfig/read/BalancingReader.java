package io.fairlead.istioconfig.read;

import com.google.protobuf.DoubleValue;
import io.fairlead.api.istio.networking.v1alpha3.LoadBalancerSettings;
import io.fairlead.api.istio.networking.v1alpha3.WarmupConfiguration;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.WarmUp;
import io.fairlead.model.policy.PlaceBalancing;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;

/** Reads how endpoints are chosen. */
final class BalancingReader {

  private static final double ALL_PERCENT = 100;

  private final Findings findings;

  BalancingReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param outliers whether failing endpoints are found, without which nothing fails over
   */
  LoadBalancing read(String path, LoadBalancerSettings balancer, boolean outliers) {
    Algorithm algorithm = algorithm(path, balancer);
    Setting<WarmUp> warmUp = warmUp(path, balancer);
    if (warmUp.isSet() && !takesWarmUp(algorithm)) {
      findings.warning(
          path + (balancer.hasWarmup() ? ".warmup" : ".warmupDurationSecs"),
          "has an effect with ROUND_ROBIN and LEAST_REQUEST only, as in Istio");
    }
    return new LoadBalancing(algorithm, warmUp, place(path, balancer, algorithm, outliers));
  }

  private Setting<PlaceBalancing> place(
      String path, LoadBalancerSettings balancer, Algorithm algorithm, boolean outliers) {
    String zones = path + ".zoneAwareLbSetting";
    if (balancer.hasLocalityLbSetting() && balancer.hasZoneAwareLbSetting()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS, zones, "excludes localityLbSetting: remove one of the two");
    }
    if (balancer.hasZoneAwareLbSetting()) {
      if (!algorithm.canKeepZones()) {
        findings.warning(
            zones, "keeps zones with ROUND_ROBIN, LEAST_REQUEST and RANDOM only, as in Istio");
      }
      return Setting.of(
          new ZoneReader(findings).read(zones, balancer.getZoneAwareLbSetting(), outliers));
    }
    return balancer.hasLocalityLbSetting()
        ? Setting.of(
            new LocalityReader(findings)
                .read(path + ".localityLbSetting", balancer.getLocalityLbSetting(), outliers))
        : Setting.unset();
  }

  private Algorithm algorithm(String path, LoadBalancerSettings balancer) {
    return switch (balancer.getLbPolicyCase()) {
      case CONSISTENT_HASH ->
          new HashReader(findings).read(path + ".consistentHash", balancer.getConsistentHash());
      case SIMPLE, LBPOLICY_NOT_SET -> simple(path + ".simple", balancer.getSimple());
    };
  }

  private Algorithm simple(String path, LoadBalancerSettings.SimpleLB simple) {
    return switch (simple) {
      case UNSPECIFIED, LEAST_CONN, LEAST_REQUEST -> new Algorithm.LeastRequest();
      case ROUND_ROBIN -> new Algorithm.RoundRobin();
      case RANDOM -> new Algorithm.Random();
      case PASSTHROUGH -> new Algorithm.Passthrough();
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path,
            "is not known: use LEAST_REQUEST, ROUND_ROBIN, RANDOM or PASSTHROUGH");
        yield new Algorithm.LeastRequest();
      }
    };
  }

  private static boolean takesWarmUp(Algorithm algorithm) {
    return switch (algorithm) {
      case Algorithm.LeastRequest ignored -> true;
      case Algorithm.RoundRobin ignored -> true;
      case Algorithm.Random ignored -> false;
      case Algorithm.Passthrough ignored -> false;
      case Algorithm.ConsistentHash ignored -> false;
    };
  }

  private Setting<WarmUp> warmUp(String path, LoadBalancerSettings balancer) {
    if (balancer.hasWarmup() && balancer.hasWarmupDurationSecs()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".warmupDurationSecs",
          "is said in warmup.duration already: remove one of the two");
    }
    if (balancer.hasWarmup()) {
      return Setting.of(warmUp(path + ".warmup", balancer.getWarmup()));
    }
    return balancer.hasWarmupDurationSecs()
        ? Setting.of(
            new WarmUp(
                TimeLimits.positive(
                    path + ".warmupDurationSecs", balancer.getWarmupDurationSecs(), findings),
                Setting.unset(),
                Setting.unset()))
        : Setting.unset();
  }

  private WarmUp warmUp(String path, WarmupConfiguration warmUp) {
    TimeLimit duration = TimeLimit.NONE;
    if (warmUp.hasDuration()) {
      duration = TimeLimits.positive(path + ".duration", warmUp.getDuration(), findings);
    } else {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".duration",
          "is missing: write a duration such as 60s");
    }
    Setting<Double> minimum = number(warmUp.hasMinimumPercent(), warmUp.getMinimumPercent());
    if (!(minimum.or(0.0) >= 0 && minimum.or(0.0) <= ALL_PERCENT)) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".minimumPercent",
          minimum.or(0.0) + " is no percentage: use 0 to 100");
    }
    Setting<Double> aggression = number(warmUp.hasAggression(), warmUp.getAggression());
    if (!(aggression.or(1.0) > 0) || Double.isInfinite(aggression.or(1.0))) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".aggression",
          aggression.or(1.0) + " is not above 0: use a number such as 1.0");
    }
    return new WarmUp(duration, minimum, aggression);
  }

  private static Setting<Double> number(boolean isSet, DoubleValue value) {
    return isSet ? Setting.of(value.getValue()) : Setting.unset();
  }
}

package io.fairlead.translation.cluster;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.type.v3.Percent;
import io.fairlead.model.policy.OutlierDetection;
import io.fairlead.model.policy.OutlierDetection.Ejection;
import io.fairlead.model.policy.OutlierDetection.Errors;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Durations;
import java.util.function.Consumer;

/** Leaves out endpoints that fail, as a policy says. */
final class Outliers {

  private static final UInt32Value NEVER = UInt32Value.of(0);
  private static final UInt32Value ALWAYS = UInt32Value.of(100);

  private Outliers() {}

  static void detect(Cluster.Builder cluster, Setting<OutlierDetection> outliers) {
    switch (outliers) {
      case Setting.Unset<OutlierDetection> ignored -> {}
      case Setting.Said<OutlierDetection>(OutlierDetection(Errors errors, Ejection ejection)) -> {
        io.envoyproxy.envoy.config.cluster.v3.OutlierDetection.Builder detection =
            cluster.getOutlierDetectionBuilder().setEnforcingSuccessRate(NEVER);
        count(errors, detection);
        eject(ejection, detection);
        // Envoy would call everybody once half of them fail; 0 turns that off, as in Istio.
        cluster
            .getCommonLbConfigBuilder()
            .setHealthyPanicThreshold(
                Percent.newBuilder().setValue(ejection.leastHealthyPercent()));
      }
    }
  }

  private static void count(
      Errors errors, io.envoyproxy.envoy.config.cluster.v3.OutlierDetection.Builder detection) {
    set(errors.serverErrors(), detection::setConsecutive5Xx, detection::setEnforcingConsecutive5Xx);
    set(
        errors.gatewayErrors(),
        detection::setConsecutiveGatewayFailure,
        detection::setEnforcingConsecutiveGatewayFailure);
    if (errors.localErrors().isSet()) {
      detection.setSplitExternalLocalOriginErrors(true).setEnforcingLocalOriginSuccessRate(NEVER);
      set(
          errors.localErrors(),
          detection::setConsecutiveLocalOriginFailure,
          detection::setEnforcingConsecutiveLocalOriginFailure);
    }
  }

  private static void set(
      Setting<Integer> errors, Consumer<UInt32Value> count, Consumer<UInt32Value> enforcement) {
    if (errors.isSet()) {
      count.accept(UInt32Value.of(errors.or(0)));
      enforcement.accept(errors.or(0) == 0 ? NEVER : ALWAYS);
    }
  }

  private static void eject(
      Ejection ejection, io.envoyproxy.envoy.config.cluster.v3.OutlierDetection.Builder detection) {
    if (ejection.interval().isSet()) {
      detection.setInterval(Durations.of(ejection.interval()));
    }
    if (ejection.time().isSet()) {
      detection.setBaseEjectionTime(Durations.of(ejection.time()));
    }
    if (ejection.mostPercent() > 0) {
      detection.setMaxEjectionPercent(UInt32Value.of(ejection.mostPercent()));
    }
  }
}

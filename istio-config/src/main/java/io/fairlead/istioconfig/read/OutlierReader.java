package io.fairlead.istioconfig.read;

import com.google.protobuf.UInt32Value;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.OutlierDetection;
import io.fairlead.model.policy.OutlierDetection.Ejection;
import io.fairlead.model.policy.OutlierDetection.Errors;
import io.fairlead.model.policy.Setting;
import java.util.List;

/** Reads when endpoints are left out. */
final class OutlierReader {

  private static final int ALL_PERCENT = 100;
  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;

  /** Envoy's own default, for a host that says that local errors count apart and not how many. */
  private static final int LOCAL_ERRORS = 5;

  private final Findings findings;

  OutlierReader(Findings findings) {
    this.findings = findings;
  }

  OutlierDetection read(
      String path, io.fairlead.api.istio.networking.v1alpha3.OutlierDetection outliers) {
    if (outliers.getConsecutiveErrors() != 0) {
      findings.warning(
          path + ".consecutiveErrors",
          "has no effect, as in Istio: use consecutive5xxErrors or consecutiveGatewayErrors");
    }
    return new OutlierDetection(
        new Errors(
            count(
                path + ".consecutive5xxErrors",
                outliers.hasConsecutive5XxErrors(),
                outliers.getConsecutive5XxErrors()),
            count(
                path + ".consecutiveGatewayErrors",
                outliers.hasConsecutiveGatewayErrors(),
                outliers.getConsecutiveGatewayErrors()),
            localErrors(path, outliers),
            statuses(
                path + ".outlierDetectionHttpErrorCodes",
                outliers.getOutlierDetectionHttpErrorCodesList())),
        new Ejection(
            TimeLimits.positive(
                path + ".interval", outliers.hasInterval(), outliers.getInterval(), findings),
            TimeLimits.positive(
                path + ".baseEjectionTime",
                outliers.hasBaseEjectionTime(),
                outliers.getBaseEjectionTime(),
                findings),
            percent(path + ".maxEjectionPercent", outliers.getMaxEjectionPercent()),
            percent(path + ".minHealthPercent", outliers.getMinHealthPercent())));
  }

  /** Sorted, each once. */
  private List<Integer> statuses(String path, List<Integer> statuses) {
    for (int i = 0; i < statuses.size(); i++) {
      int status = statuses.get(i);
      if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
        findings.error(
            ProblemCode.OUT_OF_RANGE,
            path + "[" + i + "]",
            Integer.toUnsignedString(status) + " is no status: use 100 to 599");
      }
    }
    return statuses.stream().distinct().sorted().toList();
  }

  private Setting<Integer> localErrors(
      String path, io.fairlead.api.istio.networking.v1alpha3.OutlierDetection outliers) {
    String at = path + ".consecutiveLocalOriginFailures";
    Setting<Integer> count =
        count(
            at,
            outliers.hasConsecutiveLocalOriginFailures(),
            outliers.getConsecutiveLocalOriginFailures());
    if (outliers.getSplitExternalLocalOriginErrors()) {
      int errors = count.or(0);
      return Setting.of(errors == 0 ? LOCAL_ERRORS : errors);
    }
    if (count.or(0) > 0) {
      findings.error(
          ProblemCode.NEEDS_OTHER_FIELD,
          at,
          "is counted only with splitExternalLocalOriginErrors: true, which is missing");
    }
    return Setting.unset();
  }

  private Setting<Integer> count(String path, boolean isSet, UInt32Value count) {
    if (!isSet) {
      return Setting.unset();
    }
    if (count.getValue() < 0) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path,
          Integer.toUnsignedString(count.getValue()) + " is too many: use 2147483647 or less");
    }
    return Setting.of(Math.max(0, count.getValue()));
  }

  private int percent(String path, int value) {
    if (value < 0 || value > ALL_PERCENT) {
      findings.error(ProblemCode.OUT_OF_RANGE, path, value + " is no percentage: use 0 to 100");
    }
    return Math.clamp(value, 0, ALL_PERCENT);
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.telemetry.v1alpha1.MetricSelector.MetricMatchCase;
import io.fairlead.api.istio.telemetry.v1alpha1.Metrics;
import io.fairlead.api.istio.telemetry.v1alpha1.MetricsOverrides;
import io.fairlead.api.istio.telemetry.v1alpha1.MetricsOverrides.TagOverride;
import io.fairlead.api.istio.telemetry.v1alpha1.ProviderRef;
import io.fairlead.api.istio.telemetry.v1alpha1.Telemetry;
import io.fairlead.api.istio.telemetry.v1alpha1.Tracing;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.TreeMap;

/** What a Telemetry may say. */
final class TelemetryRules {

  private TelemetryRules() {}

  static void check(Telemetry telemetry, Findings findings) {
    AttachmentRules.selector(telemetry.hasSelector(), telemetry.getSelector(), findings);
    AttachmentRules.targets(telemetry.getTargetRefsList(), telemetry.hasSelector(), findings);
    if (telemetry.hasTargetRef()) {
      boolean isAlone = !telemetry.hasSelector() && telemetry.getTargetRefsCount() == 0;
      AttachmentRules.target(telemetry.getTargetRef(), !isAlone, findings);
    }
    for (int i = 0; i < telemetry.getTracingCount(); i++) {
      tracing("spec.tracing[" + i + "]", telemetry.getTracing(i), findings);
    }
    if (telemetry.getTracingCount() > 1) {
      findings.warning("spec.tracing[1]", "has no effect: only the first one is used");
    }
    for (int i = 0; i < telemetry.getMetricsCount(); i++) {
      metrics("spec.metrics[" + i + "]", telemetry.getMetrics(i), findings);
    }
    for (int i = 0; i < telemetry.getAccessLoggingCount(); i++) {
      String path = "spec.accessLogging[" + i + "].providers";
      providers(path, telemetry.getAccessLogging(i).getProvidersList(), findings);
    }
  }

  private static void tracing(String path, Tracing tracing, Findings findings) {
    providers(path + ".providers", tracing.getProvidersList(), findings);
    if (tracing.getProvidersCount() > 1) {
      findings.warning(path + ".providers[1]", "has no effect: only the first one is used");
    }
    double percentage = tracing.getRandomSamplingPercentage().getValue();
    if (!(percentage >= 0 && percentage <= 100)) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          path + ".randomSamplingPercentage",
          percentage + " is no percentage: use 0 to 100");
    }
    new TreeMap<>(tracing.getCustomTagsMap())
        .forEach((name, tag) -> tag(path + ".customTags[" + name + "]", tag, findings));
  }

  private static void tag(String path, Tracing.CustomTag tag, Findings findings) {
    String field =
        switch (tag.getTypeCase()) {
          case LITERAL -> tag.getLiteral().getValue().isEmpty() ? ".literal.value" : "";
          case ENVIRONMENT -> tag.getEnvironment().getName().isEmpty() ? ".environment.name" : "";
          case HEADER -> tag.getHeader().getName().isEmpty() ? ".header.name" : "";
          case FORMATTER -> tag.getFormatter().getValue().isEmpty() ? ".formatter.value" : "";
          case TYPE_NOT_SET -> ".literal";
        };
    if (!field.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + field, "is missing: write where the tag comes from");
    }
  }

  private static void metrics(String path, Metrics metrics, Findings findings) {
    providers(path + ".providers", metrics.getProvidersList(), findings);
    for (int i = 0; i < metrics.getOverridesCount(); i++) {
      MetricsOverrides override = metrics.getOverrides(i);
      String at = path + ".overrides[" + i + "]";
      new TreeMap<>(override.getTagOverridesMap())
          .forEach((name, tag) -> tagOverride(at + ".tagOverrides[" + name + "]", tag, findings));
      boolean isCustom = override.getMatch().getMetricMatchCase() == MetricMatchCase.CUSTOM_METRIC;
      if (isCustom && override.getMatch().getCustomMetric().isEmpty()) {
        findings.error(
            ProblemCode.MISSING_FIELD, at + ".match.customMetric", "is empty: name the metric");
      }
    }
  }

  private static void tagOverride(String path, TagOverride tag, Findings findings) {
    boolean hasValue = !tag.getValue().isEmpty();
    boolean isUpsert = tag.getOperation() == TagOverride.Operation.UPSERT;
    if (isUpsert && !hasValue) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".value", "is missing: UPSERT needs an expression");
    } else if (!isUpsert && hasValue) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS, path + ".value", "goes with UPSERT only: remove it");
    }
  }

  private static void providers(String path, List<ProviderRef> providers, Findings findings) {
    for (int i = 0; i < providers.size(); i++) {
      if (providers.get(i).getName().isEmpty()) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path + "[" + i + "].name",
            "is missing: name an extension provider of MeshConfig");
      }
    }
  }
}

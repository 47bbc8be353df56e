package io.fairlead.istioconfig.read;

import com.google.protobuf.Message;
import io.fairlead.api.istio.extensions.v1alpha1.TrafficExtension;
import io.fairlead.api.istio.extensions.v1alpha1.WasmPlugin;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter;
import io.fairlead.api.istio.networking.v1beta1.ProxyConfig;
import io.fairlead.api.istio.security.v1beta1.RequestAuthentication;
import io.fairlead.api.istio.telemetry.v1alpha1.Telemetry;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;

/**
 * Checks the kinds that nothing follows from yet, and then refuses them: a policy that is taken and
 * protects nobody is worse than none.
 */
final class UntranslatedKinds {

  private UntranslatedKinds() {}

  static void refuse(IstioResource resource, Message spec, Findings findings) {
    switch (spec) {
      case RequestAuthentication policy -> RequestAuthenticationRules.check(policy, findings);
      case Telemetry telemetry -> TelemetryRules.check(telemetry, findings);
      case WasmPlugin plugin -> WasmRules.check(plugin, findings);
      case TrafficExtension extension -> WasmRules.check(extension, findings);
      case EnvoyFilter filter -> EnvoyFilterRules.check(filter, findings);
      case ProxyConfig config -> checkProxyConfig(config, findings);
      default -> {}
    }
    String kind = resource.kind().name();
    findings.error(
        ProblemCode.KIND_NOT_TRANSLATED, "kind", kind + " is not translated yet: " + remedy(spec));
  }

  private static String remedy(Message spec) {
    return switch (spec) {
      case RequestAuthentication ignored ->
          "no token would be checked, so check them in the application and leave it out";
      case ProxyConfig ignored ->
          "envoy.concurrency of an agent's settings says how many threads its proxy has, and hosts"
              + " run the proxy that is installed, so leave it out";
      default -> "nothing would follow from it, so leave it out";
    };
  }

  private static void checkProxyConfig(ProxyConfig config, Findings findings) {
    AttachmentRules.selector(config.hasSelector(), config.getSelector(), findings);
    if (config.getConcurrency().getValue() < 0) {
      findings.error(
          ProblemCode.OUT_OF_RANGE,
          "spec.concurrency",
          "is below 0: write a number of threads, or 0 for one a processor");
    }
  }
}

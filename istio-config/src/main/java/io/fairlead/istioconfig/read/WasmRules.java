package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.extensions.v1alpha1.EnvValueSource;
import io.fairlead.api.istio.extensions.v1alpha1.EnvVar;
import io.fairlead.api.istio.extensions.v1alpha1.TrafficExtension;
import io.fairlead.api.istio.extensions.v1alpha1.TrafficExtension.FilterConfigCase;
import io.fairlead.api.istio.extensions.v1alpha1.VmConfig;
import io.fairlead.api.istio.extensions.v1alpha1.WasmConfig;
import io.fairlead.api.istio.extensions.v1alpha1.WasmPlugin;
import io.fairlead.api.istio.type.v1beta1.PortSelector;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.ServicePort;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a WasmPlugin and a TrafficExtension may say. */
final class WasmRules {

  private static final int MAX_SECRET = 253;
  private static final int MAX_NAME = 256;
  private static final int MAX_SCRIPT = 64 * 1024;

  private final String path;
  private final Findings findings;

  private WasmRules(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  static void check(WasmPlugin plugin, Findings findings) {
    AttachmentRules.selector(plugin.hasSelector(), plugin.getSelector(), findings);
    AttachmentRules.targets(plugin.getTargetRefsList(), plugin.hasSelector(), findings);
    if (plugin.hasTargetRef()) {
      boolean isAlone = !plugin.hasSelector() && plugin.getTargetRefsCount() == 0;
      AttachmentRules.target(plugin.getTargetRef(), !isAlone, findings);
    }
    WasmRules rules = new WasmRules("spec", findings);
    rules.module(plugin.getUrl(), plugin.getSha256());
    rules.names(plugin.getImagePullSecret(), plugin.getPluginName());
    rules.environment(plugin.getVmConfig());
    for (int i = 0; i < plugin.getMatchCount(); i++) {
      rules.ports(".match[" + i + "].ports", plugin.getMatch(i).getPortsList());
    }
  }

  static void check(TrafficExtension extension, Findings findings) {
    AttachmentRules.selector(extension.hasSelector(), extension.getSelector(), findings);
    AttachmentRules.targets(extension.getTargetRefsList(), extension.hasSelector(), findings);
    if (extension.getFilterConfigCase() == FilterConfigCase.FILTERCONFIG_NOT_SET) {
      findings.error(ProblemCode.MISSING_FIELD, "spec.wasm", "is missing: write wasm or lua");
    }
    if (extension.hasWasm()) {
      WasmConfig wasm = extension.getWasm();
      WasmRules rules = new WasmRules("spec.wasm", findings);
      rules.module(wasm.getUrl(), wasm.getSha256());
      rules.names(wasm.getImagePullSecret(), wasm.getPluginName());
      rules.environment(wasm.getVmConfig());
    }
    WasmRules rules = new WasmRules("spec", findings);
    if (extension.hasLua()) {
      rules.script(extension.getLua().getInlineCode());
    }
    for (int i = 0; i < extension.getMatchCount(); i++) {
      rules.ports(".match[" + i + "].ports", extension.getMatch(i).getPortsList());
    }
  }

  private void script(String code) {
    if (code.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".lua.inlineCode", "is empty: write a script");
    } else if (code.length() > MAX_SCRIPT) {
      findings.error(
          ProblemCode.TOO_LARGE,
          path + ".lua.inlineCode",
          "is longer than 64 KiB: make it shorter");
    }
  }

  private void module(String url, String sha256) {
    if (url.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".url", "is missing: say where the module is");
    } else if (url.contains("://") && !url.matches("(file|https?|oci)://\\S+")) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path + ".url",
          Excerpt.of(url) + " is no place of a module: use file://, http://, https:// or oci://");
    }
    if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
      findings.error(
          ProblemCode.BAD_HASH,
          path + ".sha256",
          "is no SHA-256: write 64 hexadecimal digits in lower case");
    }
  }

  private void names(String secret, String name) {
    if (secret.length() > MAX_SECRET) {
      findings.error(
          ProblemCode.TOO_LARGE, path + ".imagePullSecret", "is longer than 253 characters");
    }
    if (name.length() > MAX_NAME) {
      findings.error(ProblemCode.TOO_LARGE, path + ".pluginName", "is longer than 256 characters");
    }
  }

  private void environment(VmConfig config) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < config.getEnvCount(); i++) {
      EnvVar variable = config.getEnv(i);
      String at = path + ".vmConfig.env[" + i + "]";
      if (variable.getName().isEmpty()) {
        findings.error(ProblemCode.MISSING_FIELD, at + ".name", "is missing: name the variable");
      } else if (!names.add(variable.getName())) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            at + ".name",
            Excerpt.of(variable.getName()) + " is set twice: remove one of the two");
      }
      if (variable.getValueFrom() == EnvValueSource.HOST && !variable.getValue().isEmpty()) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            at + ".value",
            "goes with valueFrom INLINE only: remove it");
      }
    }
  }

  private void ports(String below, List<PortSelector> ports) {
    for (int i = 0; i < ports.size(); i++) {
      if (!ServicePort.isPort(Integer.toUnsignedLong(ports.get(i).getNumber()))) {
        findings.error(
            ProblemCode.BAD_PORT,
            path + below + "[" + i + "].number",
            "is no port: use 1 to 65535");
      }
    }
  }
}

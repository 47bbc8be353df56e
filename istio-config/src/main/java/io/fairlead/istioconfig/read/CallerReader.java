package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Caller;
import java.util.List;
import java.util.Map;

/** Reads what a match asks of the caller and not of what is sent. */
record CallerReader(GatewayNames gateways, Findings findings) {

  Caller read(String path, Map<String, String> labels, String namespace, List<String> names) {
    findings.labels(path + ".sourceLabels", labels);
    if (!namespace.isEmpty()) {
      Names.problemWithNamespace(namespace)
          .ifPresent(
              sentence ->
                  findings.error(ProblemCode.BAD_NAME, path + ".sourceNamespace", sentence));
    }
    return new Caller(new Labels(labels), namespace, gateways.read(path + ".gateways", names));
  }
}

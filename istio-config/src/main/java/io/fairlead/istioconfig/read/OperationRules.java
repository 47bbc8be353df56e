package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Operation;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Set;

/** What a request may do. */
final class OperationRules {

  private static final String ONE = "{*}";
  private static final String REST = "{**}";
  private static final Set<String> TEMPLATES = Set.of(ONE, REST);

  private OperationRules() {}

  static void check(String path, Operation operation, Findings findings) {
    if (operation.getAllFields().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: say which requests, or leave `to` out");
    }
    Values values = new Values(findings);
    values.filled(path + ".hosts", operation.getHostsList());
    values.filled(path + ".notHosts", operation.getNotHostsList());
    values.ports(path + ".ports", operation.getPortsList());
    values.ports(path + ".notPorts", operation.getNotPortsList());
    values.filled(path + ".methods", operation.getMethodsList());
    values.filled(path + ".notMethods", operation.getNotMethodsList());
    values.filled(path + ".paths", operation.getPathsList());
    values.filled(path + ".notPaths", operation.getNotPathsList());
    templates(path + ".paths", operation.getPathsList(), findings);
    templates(path + ".notPaths", operation.getNotPathsList(), findings);
  }

  private static void templates(String path, List<String> paths, Findings findings) {
    for (int i = 0; i < paths.size(); i++) {
      if (!isGood(paths.get(i))) {
        findings.error(
            ProblemCode.BAD_PATH,
            path + "[" + i + "]",
            Excerpt.of(paths.get(i))
                + " is no path: {*} stands for one segment as a whole, and {**} for the last ones");
      }
    }
  }

  /** Whether a path stands for others by segments. */
  static boolean isTemplate(String path) {
    return path.contains(ONE) || path.contains(REST);
  }

  private static boolean isGood(String path) {
    boolean isTemplate = isTemplate(path);
    boolean hasRest = false;
    for (String segment : path.replaceAll("^/+|/+$", "").split("/", -1)) {
      if (TEMPLATES.contains(segment)) {
        if (hasRest) {
          return false;
        }
        hasRest = segment.equals(REST);
      } else if (segment.contains("{") || segment.contains("}")) {
        return false;
      } else if (isTemplate && !segment.matches("[a-zA-Z0-9._~%!$&'()+,;:@=-]+")) {
        return false;
      }
    }
    return true;
  }
}

package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.Condition;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What else must hold of a request. */
final class ConditionRules {

  private static final Set<String> IPS = Set.of("source.ip", "remote.ip", "destination.ip");

  private static final Set<String> TEXTS =
      Set.of(
          "source.namespace",
          "source.principal",
          "request.auth.principal",
          "request.auth.audiences",
          "request.auth.presenter",
          "connection.sni");

  /** Each is followed by a name in brackets. */
  private static final List<String> NAMED =
      List.of("request.auth.claims", "experimental.envoy.filters.");

  private static final String HEADERS = "request.headers";

  /** One name of a header, as RFC 9110 has it, or of a pseudo-header. */
  private static final Pattern HEADER =
      Pattern.compile("request\\.headers\\[:?[!#$%&'*+.^_`|~0-9A-Za-z-]+]");

  private static final Set<String> NOT_WITH_CUSTOM =
      Set.of("source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal");

  private final String path;
  private final Condition condition;
  private final Findings findings;

  ConditionRules(String path, Condition condition, Findings findings) {
    this.path = path;
    this.condition = condition;
    this.findings = findings;
  }

  void check(boolean isCustom) {
    String key = condition.getKey();
    if (key.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".key",
          "is missing: write an attribute such as request.headers[x-user]");
      return;
    }
    if (condition.getValuesCount() + condition.getNotValuesCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".values", "is empty: write values or notValues");
    }
    if (isCustom && (NOT_WITH_CUSTOM.contains(key) || key.startsWith("request.auth."))) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".key",
          Excerpt.of(key) + " does not go with action CUSTOM: remove the condition");
    }
    check(path + ".values", condition.getValuesList());
    check(path + ".notValues", condition.getNotValuesList());
    if (!isKnown(key)) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".key",
          Excerpt.of(key) + " is no attribute: use one such as source.ip or request.headers[name]");
    }
  }

  private void check(String at, List<String> given) {
    Values values = new Values(findings);
    switch (condition.getKey()) {
      case "destination.port" -> values.ports(at, given);
      case "source.serviceAccount" -> values.accounts(at, given);
      case "source.trustDomain" -> values.wildcards(at, given);
      case "source.ip", "remote.ip", "destination.ip" -> values.blocks(at, given);
      default -> values.filled(at, given);
    }
  }

  private static boolean isKnown(String key) {
    if (key.startsWith(HEADERS)) {
      return HEADER.matcher(key).matches();
    }
    boolean isNamed =
        NAMED.stream()
            .anyMatch(
                name ->
                    key.startsWith(name)
                        && key.matches("[^\\[\\]]+\\[[^\\[\\]]+](\\[[^\\[\\]]+])*"));
    return isNamed
        || Stream.of(IPS, TEXTS).anyMatch(known -> known.contains(key))
        || Set.of("destination.port", "source.serviceAccount", "source.trustDomain").contains(key);
  }
}

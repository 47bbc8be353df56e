package io.fairlead.istioconfig.rules;

import io.fairlead.istioconfig.rules.Rule.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of {@code docs/reference/validation.md}; what stands above them is written by hand.
 */
final class ValidationPage {

  private static final String TABLES = "\n## ";

  private ValidationPage() {}

  static String completed(String page) {
    int end = page.indexOf(TABLES);
    return (end < 0 ? page : page.substring(0, end))
        + Rules.KINDS.stream().map(ValidationPage::section).collect(Collectors.joining());
  }

  private static String section(String kind) {
    List<Rule> rules = Rules.of(kind);
    return TABLES
        + kind
        + "\n\n| Rule | Istio | Here |\n|---|---|---|\n"
        + rules.stream().map(ValidationPage::row).collect(Collectors.joining());
  }

  private static String row(Rule rule) {
    return "| %s | %s | %s |\n"
        .formatted(
            rule.sentence(), rule.isWarningThere() ? "warns" : "refuses", here(rule.outcome()));
  }

  private static String here(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(String code) -> "`" + code + "`";
      case Outcome.Warned(String code) -> "warning, `" + code + "`";
      case Outcome.Taken(String reason) -> "taken: " + reason;
    };
  }
}

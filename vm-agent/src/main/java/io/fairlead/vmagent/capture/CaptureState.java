package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the rules that were found compare with the plan. */
sealed interface CaptureState {

  record Applied() implements CaptureState {}

  record NotApplied() implements CaptureState {}

  /**
   * Some of ours are there, but not all, or others than planned.
   *
   * @param differences a line each: {@code -} is missing, {@code +} should not be there
   */
  record Drifted(List<String> differences) implements CaptureState {

    public Drifted {
      differences = List.copyOf(differences);
    }
  }

  static CaptureState of(CapturePlan plan, Map<Family, RuleSet> found) {
    if (found.values().stream().allMatch(RuleSet::isEmpty)) {
      return new NotApplied();
    }
    List<String> differences = new ArrayList<>();
    found.forEach(
        (family, rules) -> {
          for (Table table : Table.values()) {
            List<String> lines = difference(rules.in(table), plan.rules(family).in(table));
            if (!lines.isEmpty()) {
              differences.add("%s, table %s:".formatted(family.label(), table));
              differences.addAll(lines);
            }
          }
        });
    if (plan.addsProxySource()) {
      differences.add("interface lo:");
      differences.add("- " + Family.IPV6.proxySource());
    }
    return differences.isEmpty() ? new Applied() : new Drifted(differences);
  }

  private static List<String> difference(TableRules found, TableRules wanted) {
    if (found.matches(wanted)) {
      return List.of();
    }
    List<String> missing = new ArrayList<>(wanted.lines());
    List<String> unexpected = new ArrayList<>();
    for (String line : found.lines()) {
      if (!missing.remove(line)) {
        unexpected.add(line);
      }
    }
    List<String> lines = new ArrayList<>();
    missing.forEach(line -> lines.add("- " + line));
    unexpected.forEach(line -> lines.add("+ " + line));
    if (lines.isEmpty()) {
      lines.add("the rules are all there, but in another order");
    }
    return lines;
  }
}

package io.fairlead.vmagent.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What capture would do on this host, decided without touching it.
 *
 * @param exemptions what is never led to the proxy
 * @param refusals why these rules must not be applied; none, where they may
 * @param warnings what the operator should know and may accept
 */
public record CapturePlan(
    CaptureSettings settings,
    HostFacts facts,
    List<Exemption> exemptions,
    List<CaptureException> refusals,
    List<String> warnings,
    Map<Family, RuleSet> rules) {

  public CapturePlan {
    exemptions = List.copyOf(exemptions);
    refusals = List.copyOf(refusals);
    warnings = List.copyOf(warnings);
    rules = Map.copyOf(rules);
  }

  /** Pure: equal settings and facts give an equal plan. */
  public static CapturePlan of(CaptureSettings settings, HostFacts facts) {
    PlanChecks checks = PlanChecks.of(settings, facts);
    Map<Family, RuleSet> rules = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      rules.put(
          family, facts.of(family).isUsable() ? ruleSet(settings, facts, family) : RuleSet.NONE);
    }
    return new CapturePlan(
        settings,
        facts,
        Exemptions.of(settings, facts),
        checks.refusals(),
        checks.warnings(),
        rules);
  }

  private static RuleSet ruleSet(CaptureSettings settings, HostFacts facts, Family family) {
    return RuleSet.of(
        table ->
            switch (table) {
              case RAW -> RawRules.of(settings, facts, family);
              case NAT -> NatRules.of(settings, facts, family);
            });
  }

  RuleSet rules(Family family) {
    return rules.getOrDefault(family, RuleSet.NONE);
  }

  /** Whether the proxy must get an address to send from, which only IPv6 lacks by nature. */
  boolean addsProxySource() {
    HostFacts.FamilyFacts facts = facts().of(Family.IPV6);
    return facts.isUsable() && facts.hasAddresses() && !facts.hasProxySource();
  }

  /** The documents for a host that has no rules of ours. */
  public String render() {
    return render(Map.of());
  }

  /** The plan for people, then the exact documents that lead there from what was found. */
  String render(Map<Family, RuleSet> found) {
    return PlanText.of(this, found);
  }
}

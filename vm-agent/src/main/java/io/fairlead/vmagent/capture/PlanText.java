package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan as an operator reads it, and its documents as iptables-restore does. */
final class PlanText {

  private PlanText() {}

  static String of(CapturePlan plan, Map<Family, RuleSet> found) {
    StringBuilder text = new StringBuilder("Capture plan. Nothing was changed.\n\n");
    overview(plan).forEach(line -> text.append(line).append('\n'));
    text.append("\nNever captured:\n").append(table(plan.exemptions()));
    plan.warnings().forEach(warning -> text.append("\nWarning: ").append(warning).append(".\n"));
    if (!plan.refusals().isEmpty()) {
      plan.refusals()
          .forEach(
              refusal -> text.append("\nRefused: ").append(refusal.getMessage()).append(".\n"));
      return text.toString();
    }
    if (plan.addsProxySource()) {
      text.append("\n# ").append(String.join(" ", ProxySource.ADD)).append('\n');
    }
    for (Family family : Family.values()) {
      if (plan.facts().of(family).isUsable()) {
        text.append("\n# ").append(String.join(" ", family.restoreCommand())).append('\n');
        text.append(document(plan, found, family));
      }
    }
    return text.toString();
  }

  private static String document(CapturePlan plan, Map<Family, RuleSet> found, Family family) {
    String document =
        RestoreDocument.between(found.getOrDefault(family, RuleSet.NONE), plan.rules(family));
    return document.isEmpty() ? "# nothing to do: these rules are there\n" : document;
  }

  private static List<String> overview(CapturePlan plan) {
    CaptureSettings settings = plan.settings();
    List<String> lines = new ArrayList<>();
    for (Family family : Family.values()) {
      HostFacts.FamilyFacts facts = plan.facts().of(family);
      lines.add(
          "%-9s %s"
              .formatted(
                  family.label() + ":",
                  facts.isUsable() ? facts.tool() : "no rules, because " + facts.problem()));
    }
    lines.add("Inbound:  %s -> %d".formatted(inbound(settings), settings.ports().inbound()));
    lines.add("Outbound: every TCP port -> %d".formatted(settings.ports().outbound()));
    lines.add("DNS:      " + dns(plan));
    return lines;
  }

  private static String inbound(CaptureSettings settings) {
    return switch (settings.inboundPorts()) {
      case InboundPorts.Every() -> "every TCP port";
      case InboundPorts.Listed(List<PortRange> ports) when ports.isEmpty() -> "no port";
      case InboundPorts.Listed(List<PortRange> ports) ->
          "tcp " + ports.stream().map(PortRange::toString).collect(Collectors.joining(", "));
    };
  }

  private static String dns(CapturePlan plan) {
    if (!plan.settings().dns()) {
      return "not captured";
    }
    String servers =
        plan.facts().nameServers().stream().map(AddressText::of).collect(Collectors.joining(", "));
    return servers.isEmpty()
        ? "no name server to capture"
        : "tcp, udp 53 to %s -> %d".formatted(servers, plan.settings().ports().dns());
  }

  private static String table(List<Exemption> exemptions) {
    int what = exemptions.stream().mapToInt(row -> row.what().length()).max().orElse(0);
    return exemptions.stream()
        .map(
            row ->
                "  %-8s %s  %s%n"
                    .formatted(
                        row.direction(),
                        row.what() + " ".repeat(what - row.what().length()),
                        row.reason()))
        .collect(Collectors.joining());
  }
}

package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What speaks against a plan, and what should be known of it. Pure. */
record PlanChecks(List<CaptureException> refusals, List<String> warnings) {

  static PlanChecks of(CaptureSettings settings, HostFacts facts) {
    List<CaptureException> refusals = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    refuseProtectedPorts(settings, facts, refusals);
    checkFamilies(facts, refusals, warnings);
    for (HostPort controlPlane : settings.controlPlanes()) {
      if (facts.controlPlanes().getOrDefault(controlPlane, List.of()).isEmpty()) {
        warnings.add(
            "the control plane %s has no known address: only the agent itself passes to it"
                .formatted(controlPlane));
      }
    }
    if (settings.dns() && facts.nameServers().isEmpty()) {
      warnings.add("the resolver file names no server: no DNS is led to the agent");
    }
    return new PlanChecks(List.copyOf(refusals), List.copyOf(warnings));
  }

  private static void refuseProtectedPorts(
      CaptureSettings settings, HostFacts facts, List<CaptureException> refusals) {
    if (!(settings.inboundPorts() instanceof InboundPorts.Listed(List<PortRange> ports))) {
      return;
    }
    for (Map.Entry<PortRange, String> entry : ProtectedPorts.inbound(settings, facts).entrySet()) {
      for (PortRange wanted : ports) {
        if (wanted.isSingle() && entry.getKey().contains(wanted.first())) {
          refusals.add(
              CaptureException.settings(
                  "'inboundPorts' names port %s, which is never captured (%s): take it out"
                      .formatted(wanted, entry.getValue())));
        }
      }
    }
  }

  private static void checkFamilies(
      HostFacts facts, List<CaptureException> refusals, List<String> warnings) {
    if (Arrays.stream(Family.values()).noneMatch(family -> facts.of(family).isUsable())) {
      refusals.add(CaptureException.host(facts.of(Family.IPV4).problem()));
      return;
    }
    for (Family family : Family.values()) {
      HostFacts.FamilyFacts of = facts.of(family);
      if (of.isUsable()) {
        continue;
      }
      if (of.hasAddresses()) {
        refusals.add(
            CaptureException.host(
                "%s: %s; this host has %s addresses, whose traffic would bypass the mesh"
                    .formatted(family.label(), of.problem(), family.label())));
      } else {
        warnings.add("no %s rules: %s".formatted(family.label(), of.problem()));
      }
    }
  }
}

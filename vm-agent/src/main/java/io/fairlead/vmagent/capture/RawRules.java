package io.fairlead.vmagent.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of the raw table for one family. A question that the agent or the proxy sends on must
 * not meet the tracked, redirected question of a program that had the same source port before it:
 * it would be led back to the agent. So the two are tracked in different zones.
 */
final class RawRules {

  /** A number that nobody else has a reason to choose. */
  static final int ZONE = 15053;

  private static final PortRange DNS = PortRange.of(53);

  private RawRules() {}

  static TableRules of(CaptureSettings settings, HostFacts facts, Family family) {
    List<Cidr> nameServers = settings.dns() ? facts.nameServers(family) : List.of();
    if (nameServers.isEmpty()) {
      return TableRules.NONE;
    }
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.jump("OUTPUT", Chain.FAIRLEAD_DNS_ZONE, new Match.UdpPort(DNS)));
    for (Cidr server : nameServers) {
      Stream.of(settings.users().proxy(), settings.users().agent())
          .distinct()
          .forEach(
              user ->
                  rules.add(
                      Rule.in(
                          Chain.FAIRLEAD_DNS_ZONE,
                          new Target.OriginalZone(ZONE),
                          new Match.To(server),
                          new Match.UdpPort(DNS),
                          new Match.Owner(user))));
    }
    return TableRules.of(List.of(Chain.FAIRLEAD_DNS_ZONE), rules);
  }
}

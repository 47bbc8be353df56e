package io.fairlead.vmagent.capture;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the nat table for one family: who is led where. Pure. */
final class NatRules {

  private static final Target RETURN = new Target.Return();
  private static final PortRange DNS = PortRange.of(53);

  private final CaptureSettings settings;
  private final HostFacts facts;
  private final Family family;
  private final List<Cidr> nameServers;

  private NatRules(CaptureSettings settings, HostFacts facts, Family family) {
    this.settings = settings;
    this.facts = facts;
    this.family = family;
    this.nameServers = settings.dns() ? facts.nameServers(family) : List.of();
  }

  static TableRules of(CaptureSettings settings, HostFacts facts, Family family) {
    return new NatRules(settings, facts, family).rules();
  }

  private TableRules rules() {
    List<Chain> chains =
        new ArrayList<>(
            List.of(
                Chain.FAIRLEAD_IN_REDIRECT,
                Chain.FAIRLEAD_INBOUND,
                Chain.FAIRLEAD_REDIRECT,
                Chain.FAIRLEAD_OUTPUT));
    if (!nameServers.isEmpty()) {
      chains.add(Chain.FAIRLEAD_DNS);
    }
    return TableRules.of(
        chains,
        Stream.of(jumps(), redirects(), inbound(), output(), dns()).flatMap(List::stream).toList());
  }

  private List<Rule> jumps() {
    List<Rule> jumps = new ArrayList<>();
    jumps.add(
        Rule.jump(
            "PREROUTING", Chain.FAIRLEAD_INBOUND, new Match.NewTcp(), new Match.ToThisHost()));
    jumps.add(Rule.jump("OUTPUT", Chain.FAIRLEAD_OUTPUT, new Match.NewTcp()));
    if (!nameServers.isEmpty()) {
      jumps.add(Rule.jump("OUTPUT", Chain.FAIRLEAD_DNS, new Match.UdpPort(DNS)));
    }
    return jumps;
  }

  private List<Rule> redirects() {
    return List.of(
        Rule.in(
            Chain.FAIRLEAD_IN_REDIRECT,
            new Target.Redirect(settings.ports().inbound()),
            new Match.Tcp()),
        Rule.in(
            Chain.FAIRLEAD_REDIRECT,
            new Target.Redirect(settings.ports().outbound()),
            new Match.Tcp()));
  }

  private List<Rule> inbound() {
    Target redirect = new Target.Jump(Chain.FAIRLEAD_IN_REDIRECT);
    List<Rule> rules = new ArrayList<>();
    for (PortRange range : ProtectedPorts.passedInbound(settings, facts)) {
      rules.add(Rule.in(Chain.FAIRLEAD_INBOUND, RETURN, new Match.TcpPort(range)));
    }
    switch (settings.inboundPorts()) {
      case InboundPorts.Every() -> rules.add(Rule.in(Chain.FAIRLEAD_INBOUND, redirect));
      case InboundPorts.Listed(List<PortRange> ports) ->
          ports.forEach(
              range ->
                  rules.add(Rule.in(Chain.FAIRLEAD_INBOUND, redirect, new Match.TcpPort(range))));
    }
    return rules;
  }

  private List<Rule> output() {
    int proxy = settings.users().proxy();
    List<Rule> rules = new ArrayList<>();
    // The proxy's connections to the application behind it.
    output(rules, RETURN, new Match.From(family.proxySource()), new Match.OverLoopback());
    if (!nameServers.isEmpty()) {
      // Else a name server on an address of this host would be taken for a service.
      output(rules, RETURN, new Match.TcpPort(DNS), new Match.Owner(proxy));
    }
    // The proxy calls a service of its own host: that passes the inbound side as any caller's.
    output(
        rules,
        new Target.Jump(Chain.FAIRLEAD_INBOUND),
        new Match.NotTo(family.loopback()),
        new Match.OverLoopback(),
        new Match.Owner(proxy));
    users().forEach(user -> output(rules, RETURN, new Match.Owner(user)));
    if (!nameServers.isEmpty()) {
      // Before what follows: a name server can lie on loopback or in a block that is passed by.
      output(rules, new Target.Jump(Chain.FAIRLEAD_DNS), new Match.TcpPort(DNS));
    }
    output(rules, RETURN, new Match.OverLoopback());
    output(rules, RETURN, new Match.To(family.loopback()));
    passedOutbound(rules);
    output(rules, new Target.Jump(Chain.FAIRLEAD_REDIRECT));
    return rules;
  }

  private void passedOutbound(List<Rule> rules) {
    for (HostPort controlPlane : settings.controlPlanes()) {
      for (InetAddress address : facts.controlPlanes().getOrDefault(controlPlane, List.of())) {
        if (Family.of(address) == family) {
          output(
              rules,
              RETURN,
              new Match.To(Cidr.of(address)),
              new Match.TcpPort(PortRange.of(controlPlane.port())));
        }
      }
    }
    output(rules, RETURN, new Match.To(family.metadata()));
    ProtectedPorts.passedOutbound(settings, facts)
        .forEach(range -> output(rules, RETURN, new Match.TcpPort(range)));
    settings.exclude().outboundCidrs().stream()
        .filter(block -> block.family() == family)
        .forEach(block -> output(rules, RETURN, new Match.To(block)));
  }

  private List<Rule> dns() {
    if (nameServers.isEmpty()) {
      return List.of();
    }
    Target agent = new Target.Redirect(settings.ports().dns());
    List<Rule> rules = new ArrayList<>();
    users().forEach(user -> rules.add(Rule.in(Chain.FAIRLEAD_DNS, RETURN, new Match.Owner(user))));
    for (Cidr server : nameServers) {
      Match to = new Match.To(server);
      rules.add(Rule.in(Chain.FAIRLEAD_DNS, agent, to, new Match.UdpPort(DNS)));
      rules.add(Rule.in(Chain.FAIRLEAD_DNS, agent, to, new Match.TcpPort(DNS)));
    }
    return rules;
  }

  private List<Integer> users() {
    return Stream.of(settings.users().proxy(), settings.users().agent()).distinct().toList();
  }

  private static void output(List<Rule> rules, Target target, Match... matches) {
    rules.add(Rule.in(Chain.FAIRLEAD_OUTPUT, target, matches));
  }
}

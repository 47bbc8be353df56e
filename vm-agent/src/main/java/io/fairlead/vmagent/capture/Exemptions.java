package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.capture.Exemption.Direction;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Everything that passes the proxy by, for people. Pure. */
final class Exemptions {

  private static final String BY_SETTINGS = "the agent's settings exclude it";

  private Exemptions() {}

  static List<Exemption> of(CaptureSettings settings, HostFacts facts) {
    List<Exemption> all = new ArrayList<>();
    inbound(settings, facts, all);
    outbound(settings, facts, all);
    all.add(
        new Exemption(
            Direction.BOTH,
            "connections that are open already",
            "only new ones are led, so that joining cuts none"));
    all.add(
        new Exemption(
            Direction.BOTH, settings.dns() ? "UDP, except DNS" : "UDP", "the proxy carries TCP"));
    all.add(
        new Exemption(
            Direction.BOTH,
            "forwarded traffic",
            "it is not this host's (containers, virtual machines)"));
    return all;
  }

  private static void inbound(CaptureSettings settings, HostFacts facts, List<Exemption> all) {
    List<PortRange> consul = ProtectedPorts.consul(facts);
    ProtectedPorts.inbound(settings, facts)
        .forEach(
            (ports, reason) -> {
              if (!consul.contains(ports)) {
                all.add(new Exemption(Direction.INBOUND, "tcp " + ports, reason));
              }
            });
    consul.forEach(
        ports ->
            all.add(
                new Exemption(Direction.BOTH, "tcp, udp " + ports, "Consul agent on this host")));
    settings
        .exclude()
        .inboundPorts()
        .forEach(ports -> all.add(new Exemption(Direction.INBOUND, "tcp " + ports, BY_SETTINGS)));
  }

  private static void outbound(CaptureSettings settings, HostFacts facts, List<Exemption> all) {
    CaptureSettings.Users users = settings.users();
    if (users.agent() == users.proxy()) {
      out(all, "user " + users.agent(), "agent and proxy");
    } else {
      out(all, "user " + users.agent(), "agent");
      out(all, "user " + users.proxy(), "proxy");
    }
    out(
        all,
        "tcp within this host",
        "it does not leave the host; DNS and the proxy's own excepted");
    for (HostPort controlPlane : settings.controlPlanes()) {
      facts.controlPlanes().getOrDefault(controlPlane, List.of()).stream()
          .map(address -> address(address) + " tcp " + controlPlane.port())
          .forEach(what -> out(all, what, "control plane " + controlPlane));
    }
    for (Family family : Family.values()) {
      out(all, address(family.metadata().base()), "metadata service of clouds; DNS excepted");
    }
    settings.exclude().outboundPorts().forEach(ports -> out(all, "tcp " + ports, BY_SETTINGS));
    settings
        .exclude()
        .outboundCidrs()
        .forEach(block -> out(all, block.toString(), BY_SETTINGS + "; DNS excepted"));
  }

  private static void out(List<Exemption> all, String what, String reason) {
    all.add(new Exemption(Direction.OUTBOUND, what, reason));
  }

  private static String address(InetAddress address) {
    return AddressText.of(address);
  }
}

package io.fairlead.vmagent.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports that are passed by, each with its reason. Pure. */
final class ProtectedPorts {

  private static final List<PortRange> CONSUL =
      List.of(new PortRange(8300, 8302), new PortRange(8500, 8503), PortRange.of(8600));

  private static final int[] AGENT = {15000, 15001, 15004, 15006, 15020, 15021, 15053, 15090};

  private ProtectedPorts() {}

  /** Ports that an operator cannot lead to the proxy, whatever the settings say. */
  static SequencedMap<PortRange, String> inbound(CaptureSettings settings, HostFacts facts) {
    SequencedMap<PortRange, String> ports = new LinkedHashMap<>();
    ports.put(PortRange.of(22), "SSH");
    facts.sshPorts().forEach((port, reason) -> ports.putIfAbsent(PortRange.of(port), reason));
    CaptureSettings.Ports own = settings.ports();
    IntStream.concat(IntStream.of(AGENT), IntStream.of(own.outbound(), own.inbound(), own.dns()))
        .sorted()
        .forEach(port -> ports.putIfAbsent(PortRange.of(port), "agent and proxy themselves"));
    consul(facts).forEach(range -> ports.putIfAbsent(range, "Consul agent on this host"));
    return ports;
  }

  static List<PortRange> consul(HostFacts facts) {
    return facts.consulAgent() ? CONSUL : List.of();
  }

  /** All that inbound rules pass by. */
  static List<PortRange> passedInbound(CaptureSettings settings, HostFacts facts) {
    return Stream.concat(
            inbound(settings, facts).keySet().stream(), settings.exclude().inboundPorts().stream())
        .distinct()
        .toList();
  }

  static List<PortRange> passedOutbound(CaptureSettings settings, HostFacts facts) {
    return Stream.concat(consul(facts).stream(), settings.exclude().outboundPorts().stream())
        .distinct()
        .toList();
  }
}

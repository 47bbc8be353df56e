package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.HostMetadata;
import io.fairlead.vmagent.host.ResolvConf;
import io.fairlead.vmagent.host.TcpSockets;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the host for a plan; changes nothing. */
final class HostFactsReader {

  private final Commands commands;
  private final Netfilter netfilter;
  private final HostMetadata host = new HostMetadata();
  private final TcpSockets sockets = new TcpSockets();
  private final Map<String, String> environment;

  HostFactsReader(Commands commands, Map<String, String> environment) {
    this.commands = commands;
    this.netfilter = new Netfilter(commands);
    this.environment = Map.copyOf(environment);
  }

  HostFacts read(CaptureSettings settings, Path resolvConf) {
    Map<Family, HostFacts.FamilyFacts> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      families.put(family, family(family));
    }
    Map<HostPort, List<InetAddress>> controlPlanes = new HashMap<>();
    for (HostPort controlPlane : settings.controlPlanes()) {
      controlPlanes.put(controlPlane, addresses(controlPlane.host()));
    }
    return new HostFacts(
        families,
        ResolvConf.read(resolvConf).nameServers(),
        host.hasConsulAgent(),
        sshPorts(),
        controlPlanes);
  }

  private HostFacts.FamilyFacts family(Family family) {
    List<InetAddress> addresses =
        host.addresses().stream().filter(address -> Family.of(address) == family).toList();
    String problem = netfilter.problem(family);
    if (!problem.isEmpty()) {
      return HostFacts.FamilyFacts.unusable(addresses, problem);
    }
    String mixture = Privilege.isHeld() ? netfilter.mixture(family) : "";
    return new HostFacts.FamilyFacts(
        addresses, netfilter.version(family), mixture, family == Family.IPV4 || hasProxySource());
  }

  private SortedMap<Integer, String> sshPorts() {
    SortedMap<Integer, String> ports = new TreeMap<>();
    SshDaemon.ports(commands).forEach(port -> ports.put(port, "sshd is set to listen on it"));
    sockets.portsOf("sshd").forEach(port -> ports.put(port, "sshd listens on it"));
    SshSession.port(environment)
        .ifPresent(port -> ports.put(port, "the SSH session that runs this command"));
    return ports;
  }

  /** Whether the loopback interface has the address that {@link ProxySource} gives it. */
  static boolean hasProxySource() {
    InetAddress source = Family.IPV6.proxySource().base();
    try {
      NetworkInterface loopback = NetworkInterface.getByName("lo");
      return loopback != null && loopback.inetAddresses().anyMatch(source::equals);
    } catch (SocketException e) {
      throw CaptureException.host("the addresses of the interface lo cannot be read");
    }
  }

  private static List<InetAddress> addresses(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      // The plan says so: a control plane without an address is a warning there.
      return List.of();
    }
  }
}

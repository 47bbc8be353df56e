package io.fairlead.vmagent.capture;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan must know of the host.
 *
 * @param nameServers of the host's resolver file
 * @param consulAgent whether a Consul agent runs here
 * @param sshPorts where SSH is answered besides port 22, with the way in which that was found out
 * @param controlPlanes the addresses behind each control plane; none, where its name is unknown
 */
public record HostFacts(
    Map<Family, FamilyFacts> families,
    List<InetAddress> nameServers,
    boolean consulAgent,
    SortedMap<Integer, String> sshPorts,
    Map<HostPort, List<InetAddress>> controlPlanes) {

  public HostFacts {
    families = Map.copyOf(families);
    nameServers = List.copyOf(nameServers);
    sshPorts = new TreeMap<>(sshPorts);
    controlPlanes = Map.copyOf(controlPlanes);
  }

  FamilyFacts of(Family family) {
    return families.getOrDefault(family, FamilyFacts.unusable(List.of(), "it was not looked at"));
  }

  List<Cidr> nameServers(Family family) {
    return nameServers.stream()
        .filter(server -> Family.of(server) == family)
        .map(Cidr::of)
        .distinct()
        .toList();
  }

  /**
   * What is known of one family.
   *
   * @param addresses of the host, without loopback and link-local ones
   * @param tool what the program says of itself, such as {@code iptables v1.8.9 (nf_tables)}
   * @param problem why no rules can be made; empty where they can
   * @param hasProxySource whether the proxy can send from its own loopback address
   */
  public record FamilyFacts(
      List<InetAddress> addresses, String tool, String problem, boolean hasProxySource) {

    public FamilyFacts {
      addresses = List.copyOf(addresses);
    }

    static FamilyFacts unusable(List<InetAddress> addresses, String problem) {
      return new FamilyFacts(addresses, "", problem, true);
    }

    public boolean isUsable() {
      return problem.isEmpty();
    }

    boolean hasAddresses() {
      return !addresses.isEmpty();
    }
  }
}

package io.fairlead.vmagent.dns;

import io.fairlead.api.istio.networking.nds.v1.NameTable;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of the mesh, made once from a table and then only read. */
final class MeshNames {

  private static final String KUBERNETES = "Kubernetes";

  private final Map<String, Addresses> names = new HashMap<>();
  private final Map<String, Addresses> wildcards = new HashMap<>();
  private final int refused;

  /** What a name stands for, in each family; both may be empty. */
  record Addresses(List<byte[]> ipv4, List<byte[]> ipv6) {

    Addresses {
      ipv4 = List.copyOf(ipv4);
      ipv6 = List.copyOf(ipv6);
    }

    /** None for a type that is no address: such a name exists and has no such record. */
    List<byte[]> of(int type) {
      return switch (type) {
        case DnsQuery.TYPE_A -> ipv4;
        case DnsQuery.TYPE_AAAA -> ipv6;
        default -> List.of();
      };
    }
  }

  private MeshNames(NameTable table, String namespace) {
    Map<String, Addresses> shorter = new HashMap<>();
    int wrong = 0;
    for (Map.Entry<String, NameTable.NameInfo> entry : table.getTableMap().entrySet()) {
      String name = normal(entry.getKey());
      List<byte[]> ipv4 = new ArrayList<>();
      List<byte[]> ipv6 = new ArrayList<>();
      for (String text : entry.getValue().getIpsList()) {
        wrong += add(text, ipv4, ipv6) ? 0 : 1;
      }
      Addresses addresses = new Addresses(ipv4, ipv6);
      if (name.startsWith("*.")) {
        wildcards.put(name.substring(2), addresses);
      } else if (name.isEmpty() || name.contains("*")) {
        wrong++;
      } else {
        names.put(name, addresses);
        shortNames(name, entry.getValue(), namespace).forEach(to -> shorter.put(to, addresses));
      }
    }
    shorter.forEach(names::putIfAbsent);
    this.refused = wrong;
  }

  /**
   * Reads a table.
   *
   * @param namespace in which names of Kubernetes need no namespace; empty for none
   */
  static MeshNames of(NameTable table, String namespace) {
    return new MeshNames(table, namespace);
  }

  /** How many names and addresses were left out because they are none. */
  int refused() {
    return refused;
  }

  int size() {
    return names.size() + wildcards.size();
  }

  /** The name itself, else the nearest wildcard above it. */
  Optional<Addresses> find(String name) {
    Addresses exact = names.get(name);
    if (exact != null || wildcards.isEmpty()) {
      return Optional.ofNullable(exact);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      Addresses above = wildcards.get(name.substring(dot + 1));
      if (above != null) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  /** Services of Kubernetes are also called without the cluster's domain. */
  @SuppressWarnings("deprecation") // Control planes of today still send other names this way.
  private static List<String> shortNames(String name, NameTable.NameInfo info, String namespace) {
    String inNamespace = normal(info.getShortname()) + "." + normal(info.getNamespace());
    if (!info.getRegistry().equals(KUBERNETES) || !name.startsWith(inNamespace + ".svc.")) {
      return List.of();
    }
    List<String> shorter = new ArrayList<>(List.of(inNamespace, inNamespace + ".svc"));
    if (info.getNamespace().equals(namespace)) {
      shorter.add(normal(info.getShortname()));
    }
    info.getAltHostsList().forEach(host -> shorter.add(normal(host)));
    return shorter;
  }

  private static boolean add(String text, List<byte[]> ipv4, List<byte[]> ipv6) {
    try {
      byte[] address = InetAddress.ofLiteral(text).getAddress();
      return (address.length == 4 ? ipv4 : ipv6).add(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}

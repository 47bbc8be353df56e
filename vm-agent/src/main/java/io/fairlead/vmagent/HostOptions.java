package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.host.HostMetadata;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What joining asks about the host itself, whoever the control plane is. */
final class HostOptions {

  @Option(names = "--name", description = "The workload's name; default: the host's name.")
  private String name = "";

  @Option(
      names = "--address",
      paramLabel = "A",
      description = "An address of this host; may be repeated. Default: the host's first.")
  private List<String> addresses = List.of();

  @Option(
      names = "--no-start",
      description =
          "Leave the units alone. Without it they are enabled and started, where systemd runs.")
  private boolean noStart;

  @Option(names = "--force", description = "Join although the host has joined already.")
  private boolean force;

  private final HostMetadata host = new HostMetadata();

  String name() {
    return name.isEmpty() ? host.hostName().toLowerCase(Locale.ROOT) : name;
  }

  /**
   * None where the host has none that others can reach.
   *
   * @throws IllegalArgumentException where one that was named is no address
   */
  List<String> addresses(AgentSettings settings) {
    List<String> named = addresses.isEmpty() ? settings.namedAddresses() : addresses;
    if (named.isEmpty()) {
      return host.addresses().stream().limit(1).map(InetAddress::getHostAddress).toList();
    }
    return named.stream().map(HostOptions::literal).toList();
  }

  boolean noStart() {
    return noStart;
  }

  boolean force() {
    return force;
  }

  private static String literal(String address) {
    try {
      return InetAddress.ofLiteral(address).getHostAddress();
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("'" + address + "' is not an IP address");
    }
  }
}

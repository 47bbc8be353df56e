package io.fairlead.vmagent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What the agent tells the mesh of its host, read anew at each call. */
public final class HostMetadata {

  /** Serf's port on the local network, and the two of the HTTP interface. */
  private static final Set<Integer> CONSUL_PORTS = Set.of(8301, 8500, 8501);

  private static final Comparator<InetAddress> IPV4_FIRST =
      Comparator.<InetAddress>comparingInt(address -> address instanceof Inet4Address ? 0 : 1)
          .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned);

  private final TcpSockets sockets;

  public HostMetadata() {
    this(new TcpSockets());
  }

  HostMetadata(TcpSockets sockets) {
    this.sockets = sockets;
  }

  /** The kernel's host name up to its first dot. */
  public String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().split("\\.", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException("reading the host name", e);
    }
  }

  /** The addresses by which others can reach this host: IPv4 first, then by number. */
  public List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(HostMetadata::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(HostMetadata::isReachable)
          .map(HostMetadata::withoutScope)
          .distinct()
          .sorted(IPV4_FIRST)
          .toList();
    } catch (SocketException e) {
      throw new UncheckedIOException("reading the addresses of this host", e);
    }
  }

  /**
   * Whether a Consul agent runs here: something listens on a port that Consul's agent has by
   * default, or (where we may look) a program of that name listens anywhere.
   */
  public boolean hasConsulAgent() {
    return sockets.ports().stream().anyMatch(CONSUL_PORTS::contains)
        || !sockets.portsOf("consul").isEmpty();
  }

  private static boolean isUp(NetworkInterface networkInterface) {
    try {
      return networkInterface.isUp() && !networkInterface.isLoopback();
    } catch (SocketException e) {
      // It went away while we looked.
      return false;
    }
  }

  private static boolean isReachable(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && !address.isAnyLocalAddress();
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of an address", e);
    }
  }
}

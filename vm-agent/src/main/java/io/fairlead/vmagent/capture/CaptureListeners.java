package io.fairlead.vmagent.capture;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Asks whether proxy and agent answer where the rules are going to lead. */
final class CaptureListeners {

  private static final int TIMEOUT_MILLIS = 1_000;

  /** A status request (RFC 1035 opcode 2): every server answers it, and asks nobody for it. */
  private static final byte[] PROBE = {0x46, 0x4c, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private CaptureListeners() {}

  /** Everything that is missing; nothing, where the rules may be applied. */
  static List<String> missing(CapturePlan plan) {
    List<String> missing = new ArrayList<>();
    CaptureSettings.Ports ports = plan.settings().ports();
    for (Family family : Family.values()) {
      HostFacts.FamilyFacts facts = plan.facts().of(family);
      if (!facts.isUsable()) {
        continue;
      }
      InetAddress loopback = family.redirected();
      if (facts.hasAddresses() || (family == Family.IPV4 && !hasAddresses(plan))) {
        // Inbound connections are led to the address that they came in by.
        InetAddress inbound = facts.hasAddresses() ? facts.addresses().getFirst() : loopback;
        connect("proxy", new InetSocketAddress(loopback, ports.outbound()), missing);
        connect("proxy", new InetSocketAddress(inbound, ports.inbound()), missing);
      }
      if (plan.settings().dns() && !plan.facts().nameServers(family).isEmpty()) {
        connect("agent's DNS", new InetSocketAddress(loopback, ports.dns()), missing);
        ask(new InetSocketAddress(loopback, ports.dns()), missing);
      }
    }
    return missing;
  }

  private static boolean hasAddresses(CapturePlan plan) {
    return plan.facts().families().values().stream().anyMatch(HostFacts.FamilyFacts::hasAddresses);
  }

  private static void connect(String who, InetSocketAddress address, List<String> missing) {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
    } catch (IOException e) {
      missing.add("the %s does not listen on tcp %s".formatted(who, text(address)));
    }
  }

  private static void ask(InetSocketAddress address, List<String> missing) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.send(new DatagramPacket(PROBE, PROBE.length));
      socket.receive(new DatagramPacket(new byte[512], 512));
    } catch (IOException e) {
      missing.add("the agent's DNS does not answer on udp %s".formatted(text(address)));
    }
  }

  private static String text(InetSocketAddress address) {
    return new HostPort(AddressText.of(address.getAddress()), address.getPort()).toString();
  }
}

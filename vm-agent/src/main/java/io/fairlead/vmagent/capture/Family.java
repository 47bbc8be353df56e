package io.fairlead.vmagent.capture;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** The two families of addresses, each with programs and tables of its own. */
public enum Family {
  IPV4("IPv4", "iptables", 32, "127.0.0.0/8", "127.0.0.6", "169.254.169.254", "127.0.0.1"),
  IPV6("IPv6", "ip6tables", 128, "::1", "::6", "fd00:ec2::254", "::1");

  private final String label;
  private final String program;
  private final int bits;
  private final String loopback;
  private final String proxySource;
  private final String metadata;
  private final String redirected;

  Family(
      String label,
      String program,
      int bits,
      String loopback,
      String proxySource,
      String metadata,
      String redirected) {
    this.label = label;
    this.program = program;
    this.bits = bits;
    this.loopback = loopback;
    this.proxySource = proxySource;
    this.metadata = metadata;
    this.redirected = redirected;
  }

  public static Family of(InetAddress address) {
    return address instanceof Inet4Address ? IPV4 : IPV6;
  }

  public String label() {
    return label;
  }

  public String program() {
    return program;
  }

  public String saveProgram() {
    return program + "-save";
  }

  public String restoreProgram() {
    return program + "-restore";
  }

  int bits() {
    return bits;
  }

  Cidr loopback() {
    return Cidr.parse(loopback);
  }

  /** From here the proxy opens its connections to the applications behind it. */
  public Cidr proxySource() {
    return Cidr.parse(proxySource);
  }

  /** Where clouds tell a machine who it is, credentials included. */
  Cidr metadata() {
    return Cidr.parse(metadata);
  }

  /** Where REDIRECT leads what this host sends. */
  public InetAddress redirected() {
    return InetAddress.ofLiteral(redirected);
  }

  public List<String> restoreCommand() {
    return List.of(restoreProgram(), "--noflush", "-w");
  }
}

package io.fairlead.vmagent.capture;

/** A condition of a rule, written as iptables-save prints it, since rules are compared as text. */
sealed interface Match {

  /** From that block. */
  record From(Cidr block) implements Match {}

  /** To that block. */
  record To(Cidr block) implements Match {}

  /** To anywhere but that block. */
  record NotTo(Cidr block) implements Match {}

  /** Leaves by the loopback interface: stays on this host. */
  record OverLoopback() implements Match {}

  /** Any TCP. */
  record Tcp() implements Match {}

  /**
   * The first packet of a TCP connection. The nat table sees the first packet that connection
   * tracking sees, and on a host that tracked nothing so far that is one in the middle of a
   * connection: without this match a host that joins under load would tear its connections.
   */
  record NewTcp() implements Match {}

  /** For an address of this host, not for one that it forwards to. */
  record ToThisHost() implements Match {}

  /** TCP to these ports. */
  record TcpPort(PortRange ports) implements Match {}

  /** UDP to these ports. */
  record UdpPort(PortRange ports) implements Match {}

  /** Sent by a process of that user. */
  record Owner(int user) implements Match {}

  static String text(Match match) {
    return switch (match) {
      case From(Cidr block) -> "-s " + block;
      case To(Cidr block) -> "-d " + block;
      case NotTo(Cidr block) -> "! -d " + block;
      case OverLoopback() -> "-o lo";
      case Tcp() -> "-p tcp";
      case NewTcp() -> "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN";
      case ToThisHost() -> "-m addrtype --dst-type LOCAL";
      case TcpPort(PortRange ports) -> "-p tcp -m tcp --dport " + ports.matched();
      case UdpPort(PortRange ports) -> "-p udp -m udp --dport " + ports.matched();
      case Owner(int user) -> "-m owner --uid-owner " + user;
    };
  }
}

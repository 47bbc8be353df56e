package io.fairlead.vmagent.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses, its host bits cleared. */
public record Cidr(InetAddress base, int prefix) {

  public Cidr {
    if (prefix < 0 || prefix > Family.of(base).bits()) {
      throw CaptureException.settings("the prefix of a CIDR is out of range");
    }
    base = masked(base.getAddress(), prefix);
  }

  public static Cidr of(InetAddress address) {
    return new Cidr(address, Family.of(address).bits());
  }

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a lone address; never a name. */
  public static Cidr parse(String text) {
    String[] parts = text.split("/", 2);
    try {
      InetAddress base = InetAddress.ofLiteral(parts[0]);
      if (parts.length == 1) {
        return of(base);
      }
      if (!parts[1].matches("\\d{1,3}")) {
        throw new IllegalArgumentException("prefix");
      }
      return new Cidr(base, Integer.parseInt(parts[1]));
    } catch (IllegalArgumentException e) {
      throw CaptureException.settings(
          "a CIDR is written 10.0.0.0/8 or fd00::/8, without names, not "
              + CaptureException.quoted(text));
    }
  }

  public Family family() {
    return Family.of(base);
  }

  private static InetAddress masked(byte[] bytes, int prefix) {
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of an address", e);
    }
  }

  /** As iptables prints it: always with a prefix, IPv6 shortened (RFC 5952). */
  @Override
  public String toString() {
    return AddressText.of(base) + "/" + prefix;
  }
}

package io.fairlead.translation.scope;

import io.fairlead.translation.naming.IpLiteral;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where a service is called: one address, or a block of them. */
public sealed interface Destination {

  /** One address, in canonical form. */
  record Ip(String address) implements Destination {}

  /** All addresses that begin with the first {@code length} bits of {@code address}. */
  record Block(String address, int length) implements Destination {}

  /** Reads an address or CIDR block as declared; what is neither has no destination. */
  static Optional<Destination> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return IpLiteral.canonical(text).map(Ip::new);
    }
    return IpLiteral.parse(text.substring(0, slash))
        .flatMap(address -> block(address, text.substring(slash + 1)));
  }

  private static Optional<Destination> block(InetAddress address, String lengthText) {
    int bits = address.getAddress().length * Byte.SIZE;
    if (!lengthText.matches("\\d{1,3}") || Integer.parseInt(lengthText) > bits) {
      return Optional.empty();
    }
    int length = Integer.parseInt(lengthText);
    return Optional.of(
        length == bits
            ? new Ip(IpLiteral.format(address))
            : new Block(masked(address, bits - length), length));
  }

  /** Host bits do not count: two spellings of one block must be found equal. */
  private static String masked(InetAddress address, int hostBits) {
    byte[] bytes = address.getAddress();
    BigInteger number = new BigInteger(1, bytes).shiftRight(hostBits).shiftLeft(hostBits);
    byte[] raw = number.toByteArray();
    byte[] masked = new byte[bytes.length];
    for (int i = 0; i < Math.min(raw.length, masked.length); i++) {
      masked[masked.length - 1 - i] = raw[raw.length - 1 - i];
    }
    try {
      return IpLiteral.format(InetAddress.getByAddress(masked));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}

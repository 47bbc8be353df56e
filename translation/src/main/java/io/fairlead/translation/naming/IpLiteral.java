package io.fairlead.translation.naming;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/** Reads addresses without ever asking DNS, and writes them in the one form that all compare by. */
public final class IpLiteral {

  private static final int V6_BYTES = 16;
  private static final int V6_GROUPS = 8;

  private IpLiteral() {}

  public static Optional<InetAddress> parse(String text) {
    if (text.indexOf('%') >= 0 || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      boolean isShortened =
          address instanceof Inet4Address && !text.contains(":") && !isDotted(text);
      return isShortened ? Optional.empty() : Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The canonical text of an address, or nothing where {@code text} is none. */
  public static Optional<String> canonical(String text) {
    return parse(text).map(IpLiteral::format);
  }

  public static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0;
  }

  /** Dotted for IPv4; for IPv6 as RFC 5952 has it, which is also what clients write. */
  public static String format(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != V6_BYTES) {
      return address.getHostAddress();
    }
    int[] groups = new int[V6_GROUPS];
    for (int i = 0; i < V6_GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    return compress(groups, longestZeros(groups));
  }

  private record Run(int start, int length) {}

  private static Run longestZeros(int[] groups) {
    Run best = new Run(V6_GROUPS, 1);
    for (int start = 0; start < V6_GROUPS; start++) {
      int end = start;
      while (end < V6_GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - start > best.length) {
        best = new Run(start, end - start);
      }
    }
    return best;
  }

  private static String compress(int[] groups, Run zeros) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < V6_GROUPS; i++) {
      if (i == zeros.start) {
        text.append("::");
        i += zeros.length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static boolean isDotted(String text) {
    return text.chars().filter(c -> c == '.').count() == 3;
  }
}

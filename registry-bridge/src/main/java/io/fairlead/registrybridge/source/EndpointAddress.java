package io.fairlead.registrybridge.source;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses a registry may name as endpoints. Whoever may write to a registry could otherwise
 * point the mesh at a cloud's metadata service or at a proxy's own host.
 */
public final class EndpointAddress {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int MAX_TEXT = 45;
  private static final int GROUPS = 8;
  private static final int BITS_OF_BYTE = 8;
  private static final int BYTE = 0xff;

  /** Metadata services outside of the link-local range. */
  private static final List<String> METADATA = List.of("100.100.100.200", "fd00:ec2::254");

  private EndpointAddress() {}

  /** Why {@code text} cannot be an endpoint's address, or an empty text where it can. */
  public static String problemWith(String text, boolean allowLoopback) {
    if (text.isEmpty()) {
      return "the address is empty";
    }
    if (text.length() > MAX_TEXT || !isLiteral(text)) {
      return "the address '" + shortened(text) + "' is not an IP address; names are not resolved";
    }
    InetAddress address = InetAddress.ofLiteral(text);
    String what = forbiddenKind(address, allowLoopback);
    return what.isEmpty() ? "" : "the address " + text + " is " + what;
  }

  /** The one text for an address: RFC 5952 for IPv6, so that equal addresses are equal texts. */
  public static String canonical(String text) {
    InetAddress address = InetAddress.ofLiteral(text);
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : compressed(address.getAddress());
  }

  private static boolean isLiteral(String text) {
    if (IPV4.matcher(text).matches()) {
      // Leading zeros mean octal to some and decimal to others.
      return Arrays.stream(text.split("\\."))
          .allMatch(
              part ->
                  Integer.parseInt(part) <= BYTE && (part.length() == 1 || !part.startsWith("0")));
    }
    if (!IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      // An IPv4 address in IPv6's clothes comes back as IPv4, and would not be equal to itself.
      return !(InetAddress.ofLiteral(text) instanceof Inet4Address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String forbiddenKind(InetAddress address, boolean allowLoopback) {
    if (address.isLoopbackAddress()) {
      return allowLoopback
          ? ""
          : "a loopback address; allowLoopback permits it for trials on one host";
    }
    if (address.isLinkLocalAddress() || METADATA.contains(canonical(address.getHostAddress()))) {
      return "link-local or a cloud's metadata service";
    }
    byte[] bytes = address.getAddress();
    if (address.isMulticastAddress() || (bytes[0] & BYTE) == BYTE) {
      return "multicast or broadcast";
    }
    boolean isNowhere =
        bytes.length == 4 ? bytes[0] == 0 : isZero(Arrays.copyOf(bytes, bytes.length - 4));
    return address.isAnyLocalAddress() || isNowhere ? "not the address of a host" : "";
  }

  private static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  private static String compressed(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & BYTE) << BITS_OF_BYTE | (bytes[2 * i + 1] & BYTE);
    }
    int[] run = longestRunOfZeros(groups);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == run[0]) {
        text.append("::");
        i += run[1] - 1;
        continue;
      }
      boolean isFirst = text.isEmpty() || text.charAt(text.length() - 1) == ':';
      text.append(isFirst ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  /** Start and length of what {@code ::} stands for; a single zero is written out. */
  private static int[] longestRunOfZeros(int[] groups) {
    int[] best = {-1, 1};
    int start = 0;
    for (int i = 0; i <= GROUPS; i++) {
      if (i == GROUPS || groups[i] != 0) {
        if (i - start > best[1]) {
          best = new int[] {start, i - start};
        }
        start = i + 1;
      }
    }
    return best;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}

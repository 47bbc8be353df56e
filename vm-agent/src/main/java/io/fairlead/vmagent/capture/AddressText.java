package io.fairlead.vmagent.capture;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Addresses as iptables prints them, which for IPv6 is RFC 5952. The JDK does not shorten, and the
 * rules are compared as text.
 */
final class AddressText {

  private static final int GROUPS = 8;

  private AddressText() {}

  static String of(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    int[] groups = groups(address);
    int start = 0;
    int length = 1;
    for (int from = 0; from < GROUPS; from++) {
      int run = zeros(groups, from);
      if (run > length) {
        start = from;
        length = run;
      }
    }
    if (start == 0 && length == 6) {
      return "::%d.%d.%d.%d"
          .formatted(groups[6] >> 8, groups[6] & 0xff, groups[7] >> 8, groups[7] & 0xff);
    }
    return length == 1
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
  }

  private static int[] groups(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = bytes.getShort() & 0xffff;
    }
    return groups;
  }

  private static int zeros(int[] groups, int from) {
    int run = 0;
    while (from + run < GROUPS && groups[from + run] == 0) {
      run++;
    }
    return run;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}

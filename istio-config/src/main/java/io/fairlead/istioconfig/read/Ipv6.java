package io.fairlead.istioconfig.read;

/** The text form of IPv6 addresses, RFC 4291 section 2.2, without zones. */
final class Ipv6 {

  private static final int GROUPS = 8;
  private static final int MAX_DIGITS = 4;

  private Ipv6() {}

  static boolean isAddress(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == GROUPS;
    }
    int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest, true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** How many groups of 16 bits the text holds, or -1 where it is not made of groups. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      if (isLast && mayEndInIpv4 && parts[i].indexOf('.') >= 0) {
        if (!Addresses.isIpv4(parts[i])) {
          return -1;
        }
        count += 2;
      } else if (isGroup(parts[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= MAX_DIGITS
        && part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}

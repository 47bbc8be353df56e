package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.service.ServiceHost;
import java.util.Locale;
import java.util.Optional;

/** Tells IP addresses, CIDR blocks and DNS names apart, without asking any resolver. */
final class Addresses {

  static final String UNIX = "unix://";
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private Addresses() {}

  static boolean isIp(String text) {
    return isIpv4(text) || Ipv6.isAddress(text);
  }

  static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean isDigits =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Addresses::isDigit);
      boolean hasLeadingZero = part.length() > 1 && part.startsWith("0");
      if (!isDigits || hasLeadingZero || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isCidr(String text) {
    return text.indexOf('/') >= 0;
  }

  /** Why {@code text} is neither an address nor a block; empty where it is one of them. */
  static Optional<String> problemWithSubnet(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return isIp(text)
          ? Optional.empty()
          : Optional.of(Excerpt.of(text) + " is no IP address and no CIDR block: write one");
    }
    String address = text.substring(0, slash);
    String bits = text.substring(slash + 1);
    int most = isIpv4(address) ? IPV4_BITS : IPV6_BITS;
    boolean isNumber =
        !bits.isEmpty() && bits.length() <= 3 && bits.chars().allMatch(Addresses::isDigit);
    return isIp(address) && isNumber && Integer.parseInt(bits) <= most
        ? Optional.empty()
        : Optional.of(Excerpt.of(text) + " is no CIDR block: write it as 10.1.0.0/16");
  }

  /** Whether {@code text} is a DNS name that names one host. */
  static boolean isName(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return ServiceHost.problemWith(name).isEmpty() && !name.startsWith("*") && !looksLikeIp(name);
  }

  /** 10.0.0.256 is a mistaken address, not a name: no top level domain is a number. */
  private static boolean looksLikeIp(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.chars().allMatch(Addresses::isDigit);
  }
}

package io.fairlead.model.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The DNS name by which a service is called; may begin with {@code *.} for all names below. */
public record ServiceHost(String value) implements Comparable<ServiceHost> {

  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  public ServiceHost {
    String problem = problemWith(value);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException("'" + value + "' " + problem);
    }
  }

  /** Reads a host as people write it: case does not count. */
  public static ServiceHost parse(String text) {
    return new ServiceHost(text.toLowerCase(Locale.ROOT));
  }

  public boolean isWildcard() {
    return value.startsWith("*");
  }

  /** Whether every name of {@code other} is one of this host. */
  public boolean covers(ServiceHost other) {
    return covers(value, other.value);
  }

  /** The same of texts in lower case, which may be no hosts at all. */
  public static boolean covers(String pattern, String name) {
    return pattern.equals(name)
        || pattern.equals("*")
        || (pattern.startsWith("*") && name.endsWith(pattern.substring(1)));
  }

  /** All hosts that cover this one, the most telling first. */
  public List<ServiceHost> coveredBy() {
    List<ServiceHost> hosts = new ArrayList<>();
    hosts.add(this);
    String name = isWildcard() ? value.substring(1).replaceFirst("^\\.", "") : value;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      hosts.add(new ServiceHost("*" + name.substring(dot)));
    }
    if (!value.equals("*")) {
      hosts.add(new ServiceHost("*"));
    }
    return hosts;
  }

  /** Why {@code text} is no host, or an empty text where it is one. */
  public static String problemWith(String text) {
    String name = text.startsWith("*.") ? text.substring(2) : text;
    if (text.equals("*")) {
      return "";
    }
    if (name.isEmpty() || text.length() > MAX_NAME) {
      return "is not a host name: it must have 1 to 253 characters";
    }
    for (String label : name.split("\\.", -1)) {
      if (!isLabel(label)) {
        return "is not a host name: each part must have 1 to 63 of a-z, 0-9, - and _, and begin and"
            + " end with a letter or digit";
      }
    }
    return "";
  }

  private static boolean isLabel(String label) {
    if (label.isEmpty() || label.length() > MAX_LABEL) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean isInner = i > 0 && i < label.length() - 1 && c == '-';
      if (!isAlphanumeric && !isInner && c != '_') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(ServiceHost other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.fairlead.vmagent.capture;

/** One TCP or UDP port, or several that follow each other. */
public record PortRange(int first, int last) implements Comparable<PortRange> {

  public PortRange {
    if (first < 1 || last > 65535 || first > last) {
      throw CaptureException.settings(
          "ports are 1 to 65535, the lower one first, not " + first + "-" + last);
    }
  }

  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** Reads {@code 8080} or {@code 8300-8302}. */
  public static PortRange parse(String text) {
    if (!text.matches("\\d{1,5}(-\\d{1,5})?")) {
      throw CaptureException.settings(
          "a port is written 8080 or 8300-8302, not " + CaptureException.quoted(text));
    }
    String[] ends = text.split("-", 2);
    return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  public boolean isSingle() {
    return first == last;
  }

  /** As iptables writes it. */
  String matched() {
    return isSingle() ? Integer.toString(first) : first + ":" + last;
  }

  @Override
  public int compareTo(PortRange other) {
    return first != other.first
        ? Integer.compare(first, other.first)
        : Integer.compare(last, other.last);
  }

  @Override
  public String toString() {
    return isSingle() ? Integer.toString(first) : first + "-" + last;
  }
}

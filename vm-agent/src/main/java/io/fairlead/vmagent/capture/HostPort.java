package io.fairlead.vmagent.capture;

/** A control plane as the join named it: a name or address, and a TCP port. */
public record HostPort(String host, int port) {

  public HostPort {
    if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
      throw CaptureException.settings("a control plane is a host name or address and a port");
    }
    if (port < 1 || port > 65535) {
      throw CaptureException.settings("ports are 1 to 65535, not " + port);
    }
  }

  /** Reads {@code mesh.example:15012} or {@code [fd00::1]:15012}. */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (colon < 1
        || !text.substring(colon + 1).matches("\\d{1,5}")
        || (bracketed && text.charAt(colon - 1) != ']')
        || (!bracketed && text.indexOf(':') != colon)) {
      throw CaptureException.settings(
          "a control plane is written mesh.example:15012 or [fd00::1]:15012, not "
              + CaptureException.quoted(text));
    }
    String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
    return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}

package io.fairlead.registrybridge.publish;

import io.fairlead.model.service.ServicePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address to listen on, as people write it: {@code 127.0.0.1:80} or {@code [::1]:80}. */
public record ListenAddress(InetAddress address, int port) {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):([0-9]{1,5})");

  /**
   * @throws IllegalArgumentException where the text is no such address; port 0 takes any free one
   */
  public static ListenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > ServicePort.MAX) {
      throw new IllegalArgumentException(
          "'" + text + "' is not of the form 127.0.0.1:15019 or [::1]:15019");
    }
    String literal = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new ListenAddress(InetAddress.ofLiteral(literal), Integer.parseInt(matcher.group(3)));
  }

  public boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }
}

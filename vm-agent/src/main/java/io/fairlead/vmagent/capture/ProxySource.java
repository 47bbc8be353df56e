package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import java.time.Duration;
import java.util.List;

/**
 * The IPv6 address from which the proxy opens its connections to the application behind it. All of
 * 127.0.0.0/8 belongs to the loopback interface by nature, but of IPv6 only one address does.
 */
final class ProxySource {

  static final List<String> ADD = command("add");
  private static final List<String> REMOVE = command("del");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Commands commands;

  ProxySource(Commands commands) {
    this.commands = commands;
  }

  void add() {
    change(ADD);
  }

  void remove() {
    change(REMOVE);
  }

  private void change(List<String> command) {
    Commands.Result result = commands.run(command, "", TIMEOUT);
    if (!result.isSuccess()) {
      throw CaptureException.host(
          "'%s' failed: %s".formatted(String.join(" ", command), result.errors().strip()));
    }
  }

  private static List<String> command(String verb) {
    return List.of("ip", "-6", "address", verb, Family.IPV6.proxySource().toString(), "dev", "lo");
  }
}

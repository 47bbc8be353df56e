package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports that sshd is set to listen on, from its own mouth. Who has two capabilities only cannot
 * see the sockets of sshd, and with socket activation sshd has none until somebody connects.
 */
final class SshDaemon {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern PORT = Pattern.compile("port ([0-9]{1,5})");
  private static final Pattern LISTEN = Pattern.compile("listenaddress .*:([0-9]{1,5})");

  private SshDaemon() {}

  /** Empty where there is no sshd, or it does not answer. */
  static Set<Integer> ports(Commands commands) {
    if (commands.find("sshd").isEmpty()) {
      return Set.of();
    }
    try {
      return parse(commands.run(List.of("sshd", "-T"), "", PATIENCE).output());
    } catch (CommandException e) {
      // An sshd that cannot say how it is set is looked for in other ways, too.
      return Set.of();
    }
  }

  /** What {@code sshd -T} prints. */
  static Set<Integer> parse(String settings) {
    Set<Integer> ports = new TreeSet<>();
    for (String line : settings.lines().toList()) {
      for (Pattern pattern : List.of(PORT, LISTEN)) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= 65_535) {
          ports.add(PortRange.of(Integer.parseInt(matcher.group(1))).first());
        }
      }
    }
    return ports;
  }
}

package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is on a host, a line each: files, packet filter rules, addresses, users, units and
 * processes.
 *
 * <p>Left out is what the distribution writes down about packages that come and go: logs, the lists
 * and the cache of apt and dnf, and what runs for this test.
 */
public record Inventory(SortedSet<String> lines) {

  private static final String LIST =
      """
      find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /var/log \\
        -o -path /var/cache/apt -o -path /var/cache/dnf -o -path /var/lib/dnf -o -path /var/lib/rpm \\
        -o -path /var/lib/apt/extended_states -o -path /var/lib/systemd/timers -o -path /root/.gnupg \\) -prune \\
        -o -printf 'file %p %y %m %u:%g\\n'
      find /run -maxdepth 1 -printf 'file %p %y\\n'
      { iptables-save; ip6tables-save; } 2>/dev/null | grep -E '^(-|:.* - )' | sed -E 's/ \\[[0-9:]+\\]//; s/^/rule /' || true
      ip -o addr | awk '{ print "address", $2, $4 }'
      cut -d: -f1 /etc/passwd | sed 's/^/user /'
      cut -d: -f1 /etc/group | sed 's/^/group /'
      systemctl list-unit-files --no-legend --full | awk '{ print "unit file", $1, $2 }'
      systemctl list-units --all --no-legend --full --plain --type=service,path,target,socket | awk '{ print "unit", $1 }'
      ps -eo user=,comm= | awk '$1 ~ /^fairlead/ { print "process", $0 }'
      """;

  public Inventory {
    lines = new TreeSet<>(lines);
  }

  public static Inventory of(BootedHost host) {
    return new Inventory(new TreeSet<>(host.shell(LIST).orThrow().lines().toList()));
  }

  /** What is here and was not in {@code before}, each with a plus; what is gone, with a minus. */
  public SortedSet<String> since(Inventory before) {
    SortedSet<String> changes = new TreeSet<>();
    lines.stream().filter(line -> !before.lines.contains(line)).forEach(l -> changes.add("+" + l));
    before.lines.stream().filter(line -> !lines.contains(line)).forEach(l -> changes.add("-" + l));
    return changes;
  }
}

package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import java.util.List;

/** A name, looked up by an application of the host again and again. */
record SteadyLookups(BootedHost host) {

  /** How each lookup ended. */
  record Report(long answered, long failed) {}

  static SteadyLookups start(BootedHost host, String name) {
    host.shell(
            """
            systemd-run -q --unit=lookups sh -c 'while :; do
              getent ahostsv4 %s >/dev/null && echo answered || echo failed
              sleep 0.05
            done >/run/lookups'
            """
                .formatted(name))
        .orThrow();
    return new SteadyLookups(host);
  }

  Report stop() {
    List<String> ends =
        host.shell("systemctl stop lookups; cat /run/lookups").orThrow().lines().toList();
    return new Report(
        ends.stream().filter("answered"::equals).count(),
        ends.stream().filter("failed"::equals).count());
  }
}

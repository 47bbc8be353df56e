package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.host.Accounts;
import io.fairlead.vmagent.host.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which user ids the agent and its proxy run. */
record Users(int agent, int proxy) {

  /** Who may use the agent's sockets; root could anyway. */
  Set<Integer> trusted() {
    return Stream.of(0, agent, proxy).collect(Collectors.toUnmodifiableSet());
  }

  static Users of(AgentSettings settings, Commands commands) throws IOException {
    int own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    String proxy = settings.envoy().user();
    return new Users(own, proxy.isEmpty() ? own : Accounts.user(proxy, commands));
  }
}

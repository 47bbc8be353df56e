package io.fairlead.vmagent;

import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.Ownership;
import io.fairlead.vmagent.host.Systemd;
import java.io.IOException;
import java.io.PrintWriter;

/** Starts the agent of a host that has joined, or says how to. */
final class AgentUnit {

  private static final String NAME = "fairlead-agent.service";
  private static final int NOT_STARTED = 7;

  private AgentUnit() {}

  /**
   * @return the exit code of {@code join}
   */
  static int start(boolean unwanted, PrintWriter out, PrintWriter err) throws IOException {
    Systemd systemd = new Systemd(new Commands());
    if (!Ownership.isRoot() || !systemd.has(NAME)) {
      out.println("now start it: fairlead-agent run");
      return 0;
    }
    if (unwanted) {
      out.println("now start it: systemctl enable --now " + NAME);
      return 0;
    }
    try {
      systemd.enableAndRestart(NAME);
      out.println("the agent runs, now and after each boot; see: fairlead-agent status");
      return 0;
    } catch (CommandException e) {
      err.println(
          "fairlead-agent: the host has joined, but its agent does not run: "
              + e.getMessage()
              + ": look at `journalctl -u "
              + NAME
              + "`, mend it, and run `systemctl enable --now "
              + NAME
              + "`");
      return NOT_STARTED;
    }
  }
}

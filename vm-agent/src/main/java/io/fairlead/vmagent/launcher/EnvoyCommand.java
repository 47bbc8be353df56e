package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.envoy.EpochRequest;
import java.util.ArrayList;
import java.util.List;

/** The command line of an Envoy. */
final class EnvoyCommand {

  /** As many open files as allowed up to this: a connection through a proxy is two. */
  private static final String RAISE_LIMIT =
      "ulimit -n 65536 2>/dev/null || ulimit -n \"$(ulimit -Hn)\"; exec \"$@\"";

  private EnvoyCommand() {}

  static List<String> of(EpochRequest request, int epoch, AgentSettings.Envoy envoy, RunAs user) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", RAISE_LIMIT, "sh"));
    command.addAll(
        user.wrap(
            List.of(
                envoy.binary(),
                "-c",
                request.bootstrap().toString(),
                "--restart-epoch",
                Integer.toString(epoch),
                "--base-id",
                Integer.toString(request.baseId()),
                "--drain-time-s",
                "5",
                "--parent-shutdown-time-s",
                "8",
                "--concurrency",
                Integer.toString(envoy.concurrency()),
                "--log-level",
                envoy.logLevel())));
    return command;
  }
}

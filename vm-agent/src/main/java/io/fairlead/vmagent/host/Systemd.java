package io.fairlead.vmagent.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Asks systemd to run units, where it runs and has them. */
public final class Systemd {

  private static final Path RUNNING = Path.of("/run/systemd/system");

  /** What {@code systemctl is-system-running} says of a host that stays. */
  private static final Set<String> UP =
      Set.of("initializing", "starting", "running", "degraded", "maintenance");

  private static final Duration QUICK = Duration.ofSeconds(10);

  /** A unit's own limit for its start is shorter. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Commands commands;

  public Systemd(Commands commands) {
    this.commands = commands;
  }

  /** Whether systemd runs this host (sd_booted(3)) and knows the unit. */
  public boolean has(String unit) {
    return Files.isDirectory(RUNNING)
        && commands.find("systemctl").isPresent()
        && commands.run(List.of("systemctl", "cat", unit), "", QUICK).isSuccess();
  }

  /** Whether this host goes down, or its systemd does not say; false where none runs. */
  public boolean isStopping() {
    return Files.isDirectory(RUNNING)
        && !UP.contains(
            commands.run(List.of("systemctl", "is-system-running"), "", QUICK).output().strip());
  }

  /**
   * Starts a unit now and at each boot; again where it runs already.
   *
   * @throws CommandException with what systemd says where it cannot
   */
  public void enableAndRestart(String unit) {
    run("enable", unit);
    run("restart", unit);
  }

  private void run(String verb, String unit) {
    Commands.Result result = commands.run(List.of("systemctl", verb, unit), "", PATIENCE);
    if (!result.isSuccess()) {
      throw new CommandException(
          "systemctl %s %s failed (%s)"
              .formatted(verb, unit, result.errors().strip().replaceAll("\\s+", " ")));
    }
  }
}

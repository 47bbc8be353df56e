package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host with its own systemd, files, users, journal and network; it can be rebooted.
 *
 * <p>It sees this machine's JDK and the classes of this module, read-only, and nothing else of it.
 */
public final class BootedHost implements Host {

  private static final Duration BOOT = Duration.ofSeconds(60);

  /** A clean environment, as after a login. */
  private static final List<String> ENVIRONMENT =
      List.of(
          "env",
          "-i",
          "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "HOME=/root",
          "LANG=C.UTF-8",
          "DEBIAN_FRONTEND=noninteractive");

  private final String name;
  private final String address;
  private final Path directory;
  private final RunningProcess console;

  private BootedHost(String name, String address, Path directory, RunningProcess console) {
    this.name = name;
    this.address = address;
    this.directory = directory;
    this.console = console;
  }

  /** Returns when the host's systemd has started everything, or throws with what it did not. */
  static BootedHost boot(String name, String address, Path directory, List<String> command) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new TestEnvironmentException("The files of host %s cannot be made".formatted(name), e);
    }
    BootedHost host =
        new BootedHost(
            name, address, directory, HostFiles.start(name, "console", command, true, directory));
    host.awaitBooted(BOOT);
    return host;
  }

  private void awaitBooted(Duration limit) {
    try {
      Waiting.until(
          "host %s to boot".formatted(name),
          limit,
          () ->
              run(User.ROOT, "systemctl", "is-system-running").output().strip().equals("running"));
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException(
          "Host %s did not boot: %s %s"
              .formatted(name, run(User.ROOT, "systemctl", "--failed").output(), console.tail()),
          e);
    }
  }

  /** Restarts the host as {@code reboot} does, and returns when it is up again. */
  public void reboot() {
    reboot(BOOT);
  }

  /** As {@link #reboot()}, for a host that has much to do. */
  public void reboot(Duration limit) {
    ProcessHandle before = systemd();
    run(User.ROOT, "systemctl", "--no-block", "reboot").orThrow();
    Waiting.until("host %s to go down".formatted(name), BOOT, () -> !before.isAlive());
    awaitBooted(limit);
  }

  /** The host's first process: below the restarting shell is nspawn, and below that systemd. */
  private ProcessHandle systemd() {
    return Waiting.forValue(
        "the systemd of host " + name,
        BOOT,
        () -> {
          Optional<ProcessHandle> nspawn = console.program().children().findFirst();
          return nspawn.flatMap(process -> process.children().findFirst());
        });
  }

  /** The process with the id that it has on the host, such as systemd's {@code MainPID}. */
  public String mainPid(String unit) {
    return run(User.ROOT, "systemctl", "show", "-p", "MainPID", "--value", unit).orThrow();
  }

  /** Runs a line of shell as root. */
  public CommandResult shell(Duration limit, String line) {
    return run(User.ROOT, limit, List.of("bash", "-euo", "pipefail", "-c", line));
  }

  public CommandResult shell(String line) {
    return shell(BOOT, line);
  }

  /** Writes a file, with the directories above it. */
  public void write(String path, String text) {
    run(
            User.ROOT,
            "bash",
            "-euc",
            "mkdir -p \"$(dirname \"$1\")\"; printf '%s' \"$2\" >\"$1\"",
            name,
            path,
            text)
        .orThrow();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Path runtimeDirectory() {
    return Path.of("/run/fairlead");
  }

  @Override
  public String entry() {
    return "nsenter -t %d -n -m -u -i -p ".formatted(systemd().pid());
  }

  @Override
  public boolean isIsolated() {
    return true;
  }

  @Override
  public CommandResult run(User user, Duration limit, List<String> command) {
    return Commands.run(limit, inside(user, command));
  }

  @Override
  public RunningProcess start(String processName, User user, List<String> command) {
    return HostFiles.start(name, processName, inside(user, command), true, directory);
  }

  private List<String> inside(User user, List<String> command) {
    List<String> all = new ArrayList<>(List.of(entry().split(" ")));
    all.addAll(ENVIRONMENT);
    if (user != User.ROOT) {
      all.addAll(List.of("setpriv", "--reuid", user.account(), "--regid", user.account()));
      all.addAll(List.of("--init-groups", "--"));
    }
    all.addAll(command);
    return all;
  }

  /** Pulls the plug. */
  @Override
  public void close() {
    if (console.isAlive()) {
      systemd().destroyForcibly();
      console.awaitExit(BOOT);
    }
  }
}

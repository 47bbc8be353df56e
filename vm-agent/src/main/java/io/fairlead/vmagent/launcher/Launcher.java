package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.envoy.EnvoyAdmin;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import io.fairlead.vmagent.host.Accounts;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.Ownership;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;

/** The launcher put together from the settings. */
public final class Launcher {

  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(2);

  private final BlockingQueue<Event> events = Supervisor.queue();
  private final Supervisor supervisor;

  /**
   * @param inheritOutput children write where the launcher does, instead of into the log directory
   */
  public Launcher(AgentSettings settings, Program program, Commands commands, boolean inheritOutput)
      throws IOException {
    RuntimePaths paths = new RuntimePaths(settings.runtimeDirectory());
    Account proxy = Account.of(settings.envoy().user(), commands);
    Account agent = Account.of(settings.agentUser(), commands);
    Path own = LauncherDirectories.create(paths, agent, proxy);
    Ownership.give(settings.stateDirectory(), settings.agentUser());
    Children children =
        new Children(
            commands,
            new Children.ChildOutput(paths.directory().resolve("log"), inheritOutput),
            events::offer);
    RunAs runProxy = proxy.runAs(List.of());
    this.supervisor =
        new Supervisor(
            paths,
            new AgentProcess(
                agent.runAs(proxy.group().stream().toList()).wrap(program.command("run")),
                children,
                new PidFile(own.resolve("agent.pid")),
                restarts()),
            new EnvoyProcesses(
                (request, epoch) -> EnvoyCommand.of(request, epoch, settings.envoy(), runProxy),
                children,
                own,
                restarts()),
            new EnvoyControl(paths, new EnvoyAdmin(paths.admin(), ADMIN_PATIENCE)),
            new CaptureOneShot(
                paths, settings.dns().resolvConf(), new CaptureCommands(program, commands)),
            events);
  }

  private static Restarts restarts() {
    return new Restarts(InstantSource.system(), RandomGenerator.getDefault());
  }

  /** Returns when everything is stopped. */
  public void run() throws IOException, InterruptedException {
    supervisor.run();
  }

  /** May be called by any thread, more than once. */
  public void stop() {
    events.offer(new Event.Stop());
  }

  /** A user that children run as; the launcher's own where none is named, or it may not change. */
  record Account(Optional<Integer> user, Optional<Integer> group) {

    static final Account SELF = new Account(Optional.empty(), Optional.empty());

    static Account of(String name, Commands commands) throws IOException {
      if (name.isEmpty() || !Ownership.isRoot()) {
        return SELF;
      }
      return new Account(
          Optional.of(Accounts.user(name, commands)), Optional.of(Accounts.group(name, commands)));
    }

    RunAs runAs(List<Integer> sharedGroups) {
      return user.isEmpty() || group.isEmpty()
          ? new RunAs.Same()
          : new RunAs.Other(user.get(), group.get(), sharedGroups);
    }
  }
}

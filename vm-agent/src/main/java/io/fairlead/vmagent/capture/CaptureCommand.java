package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.TcpSockets;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code capture plan|apply|remove|status}: leads the host's traffic through its proxy, or stops
 * doing so. Exit codes are listed in docs/reference/capture.md.
 */
@Command(
    name = "capture",
    description = "Leads this host's TCP and DNS through its proxy, or stops doing so.",
    mixinStandardHelpOptions = true)
public final class CaptureCommand implements Runnable {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int BAD_SETTINGS = 2;
  private static final int NOT_APPLIED = 3;
  private static final int DRIFTED = 4;

  private static final int MAX_DRAIN_SECONDS = 3_600;

  private final CaptureHost host;
  private final HostFactsReader facts;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Where the agent's wishes and the host's name servers are read from. */
  static final class Sources {

    @Option(
        names = "--settings",
        paramLabel = "FILE",
        defaultValue = "/run/fairlead/capture.yaml",
        description = "what the agent wrote down (default: ${DEFAULT-VALUE})")
    private Path settings = Path.of("/run/fairlead/capture.yaml");

    @Option(
        names = "--resolv-conf",
        paramLabel = "FILE",
        defaultValue = "/etc/resolv.conf",
        description = "the host's name servers (default: ${DEFAULT-VALUE})")
    private Path resolvConf = Path.of("/etc/resolv.conf");
  }

  public CaptureCommand(Commands commands) {
    Netfilter netfilter = new Netfilter(commands);
    this.host = new CaptureHost(netfilter, new ProxySource(commands), new Drain(new TcpSockets()));
    this.facts = new HostFactsReader(commands, System.getenv());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: capture plan, apply, remove or status");
  }

  @Command(
      description = "Prints what would be captured, what never, and the exact rules.",
      mixinStandardHelpOptions = true)
  int plan(@Mixin Sources sources) {
    return guarded(
        () -> {
          CapturePlan plan = planOf(sources);
          out().print(plan.render(Privilege.isHeld() ? host.found() : Map.of()));
          if (!Privilege.isHeld()) {
            out().println("\n# Without privilege the live rules were not looked at.");
          }
          return plan.refusals().isEmpty() ? OK : exitCode(plan.refusals().getFirst());
        });
  }

  @Command(
      description = "Applies the rules once proxy and agent answer, or changes nothing.",
      mixinStandardHelpOptions = true)
  int apply(@Mixin Sources sources) {
    return guarded(
        () -> {
          Privilege.require();
          CapturePlan plan = planOf(sources);
          plan.warnings().forEach(warning -> err().println("Warning: " + warning + "."));
          if (!plan.refusals().isEmpty()) {
            throw plan.refusals().getFirst();
          }
          List<String> missing = CaptureListeners.missing(plan);
          if (!missing.isEmpty()) {
            throw CaptureException.host(String.join("; ", missing) + ": start them first");
          }
          host.apply(plan);
          out().println("Capture is applied.");
          return OK;
        });
  }

  @Command(
      description = "Takes the rules away; the rest of the host's rules stay as they are.",
      mixinStandardHelpOptions = true)
  int remove(
      @Option(
              names = "--drain",
              paramLabel = "SECONDS",
              defaultValue = "5",
              description = "how long open connections may take to end (default: 5; 0 cuts them)")
          int seconds) {
    return guarded(
        () -> {
          Privilege.require();
          Duration patience = Duration.ofSeconds(Math.clamp(seconds, 0, MAX_DRAIN_SECONDS));
          out()
              .println(
                  host.remove(patience)
                      ? "Capture is removed."
                      : "There was no capture to remove.");
          return OK;
        });
  }

  @Command(
      description = "Says whether the rules are there: exit code 0 applied, 3 not, 4 drifted.",
      mixinStandardHelpOptions = true)
  int status(@Mixin Sources sources) {
    return guarded(
        () -> {
          Privilege.require();
          return switch (CaptureState.of(planOf(sources), host.found())) {
            case CaptureState.Applied() -> say("Capture is applied.", OK);
            case CaptureState.NotApplied() -> say("Capture is not applied.", NOT_APPLIED);
            case CaptureState.Drifted(List<String> differences) ->
                say(
                    "Capture has drifted (- is missing, + should not be there):\n"
                        + String.join("\n", differences),
                    DRIFTED);
          };
        });
  }

  private CapturePlan planOf(Sources sources) {
    CaptureSettings settings = CaptureSettings.read(sources.settings);
    return CapturePlan.of(settings, facts.read(settings, sources.resolvConf));
  }

  private int guarded(IntSupplier action) {
    try {
      return action.getAsInt();
    } catch (CaptureException e) {
      report(e);
      return exitCode(e);
    } catch (CommandException | UncheckedIOException e) {
      report(e);
      return FAILED;
    } finally {
      out().flush();
      err().flush();
    }
  }

  private void report(RuntimeException e) {
    err().println("fairlead-agent capture: " + e.getMessage() + ".");
    for (Throwable more : e.getSuppressed()) {
      err().println("Putting the old rules back failed as well: " + more.getMessage() + ".");
    }
  }

  private static int exitCode(CaptureException e) {
    return switch (e.reason()) {
      case SETTINGS -> BAD_SETTINGS;
      case HOST -> FAILED;
    };
  }

  private int say(String text, int exitCode) {
    out().println(text);
    return exitCode;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

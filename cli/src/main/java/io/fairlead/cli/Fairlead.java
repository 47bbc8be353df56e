package io.fairlead.cli;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.output.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command itself, with its verbs. */
@Command(
    name = "fairlead",
    description = "Operates a Fairlead control plane, through its admin socket on this host.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed or problems found, 2 wrong command line,",
      "3 the control plane did not answer."
    })
final class Fairlead implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a verb");
  }

  /** Runs one command line and tells its exit code. */
  static int run(Console console, Clock clock, String... args) {
    return commands(console, clock).execute(args);
  }

  static CommandLine commands(Console console, Clock clock) {
    CommandLine commands =
        new CommandLine(new Fairlead())
            .addSubcommand(
                new CommandLine(new TokenVerbs())
                    .addSubcommand(new TokenCreate(console))
                    .addSubcommand(new TokenList(console))
                    .addSubcommand(new TokenRevoke(console)))
            .addSubcommand(new Apply(console))
            .addSubcommand(new Get(console))
            .addSubcommand(new Delete(console))
            .addSubcommand(new Validate(console))
            .addSubcommand(new Analyze(console))
            .addSubcommand(
                new CommandLine(new ProxyVerbs()).addSubcommand(new ProxyStatus(console, clock)))
            .addSubcommand(
                new CommandLine(new KubeVerbs())
                    .addSubcommand(new KubeInstall(console))
                    .addSubcommand(new KubeUninstall(console))
                    .addSubcommand(new KubeConnect(console))
                    .addSubcommand(new KubeStatus(console)))
            .addSubcommand(new MeshStatus(console))
            .addSubcommand(new Version(console));
    commands
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, line) -> usage(console, e))
        .setExecutionExceptionHandler((e, line, parsed) -> failure(console, e));
    addHelp(commands);
    commands
        .getCommandSpec()
        .version("fairlead " + Version.text())
        .addOption(
            CommandLine.Model.OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Tells the version of this command.")
                .build());
    return commands;
  }

  private static void addHelp(CommandLine commands) {
    commands.getCommandSpec().mixinStandardHelpOptions(false);
    commands
        .getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
    commands.getSubcommands().values().forEach(Fairlead::addHelp);
  }

  private static int usage(Console console, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println("fairlead: " + e.getMessage() + hint(e));
    console.err().println("Try '" + command + " --help'.");
    return ExitCode.USAGE;
  }

  private static String hint(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? "; did you mean '" + unmatched.getSuggestions().getFirst() + "'?"
        : "";
  }

  /** What is no {@link Failure} is a bug of ours, and shall look like one. */
  private static int failure(Console console, Exception e) throws Exception {
    if (e instanceof Failure failure) {
      console.err().println("fairlead: " + failure.sentence());
      return failure.exitCode();
    }
    throw e;
  }
}

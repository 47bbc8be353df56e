package io.fairlead.vmagent;

import io.fairlead.pki.PkiException;
import io.fairlead.settings.LogTarget;
import io.fairlead.vmagent.capture.CaptureCommand;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.ConfigException;
import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import io.fairlead.vmagent.host.PortTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code fairlead-agent}: reads the command line and chooses the exit code. */
@Command(
    name = "fairlead-agent",
    description = "Makes this host a member of a mesh and keeps it one.",
    subcommands = {
      JoinCommand.class,
      JoinIstioCommand.class,
      RunCommand.class,
      LeaveCommand.class,
      CheckCommand.class,
      SuperviseCommand.class,
      StatusCommand.class,
      CarryOutCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {

  /** Held here because java.util.logging forgets what nobody holds. */
  private static final java.util.logging.Logger GRPC =
      java.util.logging.Logger.getLogger("io.grpc");

  private static final Path CONFIG = Path.of("/etc/fairlead/agent.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings; default /etc/fairlead/agent.yaml, and built-in ones without it.")
  private @Nullable Path config;

  private Main() {}

  public static void main(String[] arguments) {
    chooseLog();
    CommandLine commandLine = commandLine();
    commandLine.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println("fairlead-agent: " + sentence(failure));
          if (!isExplained(failure)) {
            failure.printStackTrace(line.getErr());
          }
          line.getErr().flush();
          return failure instanceof ConfigException ? 2 : 1;
        });
    System.exit(commandLine.execute(arguments));
  }

  /** The whole command line: what runs, and what its manual page tells. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main()).addSubcommand("capture", new CaptureCommand(new Commands()));
  }

  /** Before the first logger is made: the journal's own protocol where systemd reads us. */
  private static void chooseLog() {
    // gRPC prints each failed connection with its stack; we say the same in a sentence.
    GRPC.setLevel(java.util.logging.Level.OFF);
    String kind = LogTarget.of(System.getenv()) == LogTarget.JOURNAL ? "journal" : "console";
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "log4j2-" + kind + ".properties");
    }
  }

  private static String sentence(Exception failure) {
    return isExplained(failure)
        ? Optional.ofNullable(failure.getMessage()).orElse(failure.toString())
        : "unexpected failure, please report it";
  }

  /** Whether the message was written for people; anything else is a mistake of ours. */
  private static boolean isExplained(Exception failure) {
    return switch (failure) {
      case ConfigException _,
          PkiException _,
          CommandException _,
          PortTakenException _,
          IOException _ ->
          true;
      default -> false;
    };
  }

  /** The settings file as it was named, for commands that start others. */
  Optional<Path> configFile() {
    return Optional.ofNullable(config)
        .map(Path::toAbsolutePath)
        .or(() -> Files.exists(CONFIG) ? Optional.of(CONFIG) : Optional.empty());
  }

  /**
   * @throws ConfigException with every problem of the file
   */
  AgentSettings settings() {
    return configFile()
        .map(file -> RecordReader.read(file, AgentSettings.DEFAULTS))
        .orElse(AgentSettings.DEFAULTS);
  }
}

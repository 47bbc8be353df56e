package io.fairlead.registrybridge.app;

import io.fairlead.settings.LogTarget;
import io.fairlead.settings.ProgramVersion;
import io.fairlead.settings.SettingsException;
import io.fairlead.settings.SettingsFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program {@code fairlead-registry-bridge}. */
public final class Main {

  private static final int FAILURE = 1;
  private static final int BAD_INPUT = 2;

  private Main() {}

  public static void main(String[] arguments) {
    LogTarget.of(System.getenv()).choose();
    // Log4j is configured by log4j2.xml alone; Spring Boot would configure it a second time.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // Tomcat and gRPC log by java.util.logging.
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
    int code = run(List.of(arguments), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs until stopped from elsewhere; returns at once, with 0 where the bridge is running. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    return switch (CommandLine.parse(arguments)) {
      case CommandLine.Help ignored -> {
        out.println(CommandLine.USAGE);
        yield 0;
      }
      case CommandLine.Version ignored -> {
        out.println("fairlead-registry-bridge " + ProgramVersion.text());
        yield 0;
      }
      case CommandLine.Wrong wrong -> {
        err.println(wrong.sentence());
        err.println(CommandLine.USAGE);
        yield BAD_INPUT;
      }
      case CommandLine.Check check -> read(check.config(), err).isPresent() ? 0 : BAD_INPUT;
      case CommandLine.Run run ->
          read(run.config(), err).map(it -> start(it, err)).orElse(BAD_INPUT);
    };
  }

  private static int start(BridgeSettings settings, PrintStream err) {
    try {
      BridgeApplication.start(settings);
      return 0;
    } catch (StartException e) {
      err.println(e.getMessage());
      return FAILURE;
    }
  }

  /** Empty where the file has problems, which were told. */
  private static Optional<BridgeSettings> read(Path config, PrintStream err) {
    try {
      Path directory = config.toAbsolutePath().getParent();
      return Optional.of(
          SettingsFile.read(config, BridgeSettings.class)
              .in(directory == null ? Path.of("/") : directory));
    } catch (SettingsException e) {
      e.problems().forEach(err::println);
      return Optional.empty();
    }
  }
}

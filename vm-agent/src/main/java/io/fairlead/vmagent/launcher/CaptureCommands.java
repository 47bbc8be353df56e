package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.host.CommandException;
import io.fairlead.vmagent.host.Commands;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Runs capture as a process of its own, which ends in time or is ended. */
final class CaptureCommands implements CaptureOneShot.CaptureRun {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Program program;
  private final Commands commands;

  CaptureCommands(Program program, Commands commands) {
    this.program = program;
    this.commands = commands;
  }

  @Override
  public String run(List<String> words) {
    try {
      String[] all = Stream.concat(Stream.of("capture"), words.stream()).toArray(String[]::new);
      Commands.Result result = commands.run(program.command(all), "", PATIENCE);
      return result.exitCode() == 0
          ? ""
          : (result.errors() + " " + result.output()).strip()
              + " (exit code "
              + result.exitCode()
              + ")";
    } catch (CommandException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

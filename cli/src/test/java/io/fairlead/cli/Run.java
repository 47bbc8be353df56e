package io.fairlead.cli;

import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.Paint;
import io.fairlead.testing.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** One run of the command: what it said, where, and how it ended. */
record Run(String out, String err, int exitCode) {

  static Run of(String... args) {
    return with("", args);
  }

  static Run with(String standardInput, String... args) {
    return with(Paint.NONE, standardInput, args);
  }

  static Run onTerminal(String standardInput, String... args) {
    return with(Paint.ANSI, standardInput, args);
  }

  private static Run with(Paint paint, String standardInput, String... args) {
    LogManager.getLogManager().reset();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            paint);
    int exitCode = Fairlead.run(console, FakeClock.at("2026-11-22T10:05:00Z"), args);
    return new Run(
        out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exitCode);
  }

  /** As a golden keeps it, with the places that differ from run to run replaced. */
  String transcript(Path directory) {
    String text = out + (err.isEmpty() ? "" : "--- standard error ---\n" + err);
    return text.replace(directory.toString(), "<dir>") + "--- exit code " + exitCode + " ---\n";
  }
}

package io.fairlead.cli;

import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.Paint;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** The program {@code fairlead}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // What the transport logs is said better by the sentence of a failure.
    LogManager.getLogManager().reset();
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int exitCode = Fairlead.run(new Console(out, err, System.in, paint()), Clock.systemUTC(), args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /** The whole command line, for who tells about it and runs nothing. */
  public static CommandLine commandLine() {
    return Fairlead.commands(
        new Console(System.out, System.err, System.in, Paint.NONE), Clock.systemUTC());
  }

  private static Paint paint() {
    java.io.Console terminal = System.console();
    return terminal != null && terminal.isTerminal() ? Paint.ANSI : Paint.NONE;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}

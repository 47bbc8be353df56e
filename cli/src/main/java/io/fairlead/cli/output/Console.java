package io.fairlead.cli.output;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The three streams of a command.
 *
 * @param paint of what is written for people
 */
public record Console(PrintStream out, PrintStream err, InputStream in, Paint paint) {

  /** Without colours. */
  public Console(PrintStream out, PrintStream err, InputStream in) {
    this(out, err, in, Paint.NONE);
  }
}

package io.fairlead.cli.output;

import java.io.InputStream;
import java.io.PrintStream;

/** The three streams of a command. */
public record Console(PrintStream out, PrintStream err, InputStream in) {}

package io.fairlead.testenv.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prints steps as they pass: in colour on a terminal, in plain lines anywhere else. */
final class Terminal {

  private static final int WIDTH = 68;

  private final PrintStream out;
  private final boolean colour;
  private final LongSupplier nanoTime;
  private final long start;

  Terminal(PrintStream out, boolean colour, LongSupplier nanoTime) {
    this.out = out;
    this.colour = colour;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Runs a step and prints it with its time, once it is done. */
  <T> T step(String text, Supplier<T> work) {
    long begin = nanoTime.getAsLong();
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      line(paint("31", "FAILED"), text, begin);
      throw e;
    }
    line(paint("32", "  ok  "), text, begin);
    return result;
  }

  void step(String text, Runnable work) {
    step(
        text,
        () -> {
          work.run();
          return text;
        });
  }

  void title(String text) {
    out.println();
    out.println(paint("1", text));
  }

  void say(String text) {
    out.println(text);
  }

  /** A command to copy, with what it does. */
  void command(String what, String command) {
    out.println("  " + what);
    out.println("    " + paint("36", command));
  }

  /** Seconds since this terminal was made. */
  String elapsed() {
    return seconds(start);
  }

  private void line(String mark, String text, long begin) {
    String padded = text + " ".repeat(Math.max(1, WIDTH - text.length()));
    out.println("[" + mark + "] " + padded + seconds(begin));
  }

  private String seconds(long begin) {
    Duration passed = Duration.ofNanos(nanoTime.getAsLong() - begin);
    return "%6.1f s".formatted(passed.toMillis() / 1_000.0);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

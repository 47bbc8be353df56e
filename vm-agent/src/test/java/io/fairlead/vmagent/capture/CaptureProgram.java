package io.fairlead.vmagent.capture;

import io.fairlead.vmagent.host.Commands;
import picocli.CommandLine;

/** The command alone, as a program that tests start inside a network namespace. */
public final class CaptureProgram {

  private CaptureProgram() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new CaptureCommand(new Commands())).execute(args));
  }
}

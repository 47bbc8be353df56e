package io.fairlead.cli.exit;

import java.io.Serial;

/** The end of a verb: one sentence for a person and a code for a script. */
public final class Failure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  public static Failure failed(String sentence) {
    return new Failure(ExitCode.FAILED, sentence);
  }

  public static Failure usage(String sentence) {
    return new Failure(ExitCode.USAGE, sentence);
  }

  public static Failure unreachable(String sentence) {
    return new Failure(ExitCode.UNREACHABLE, sentence);
  }

  public int exitCode() {
    return exitCode;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}

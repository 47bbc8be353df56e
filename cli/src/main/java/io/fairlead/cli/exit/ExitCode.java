package io.fairlead.cli.exit;

/** The exit codes, which scripts may rely on. */
public final class ExitCode {

  public static final int OK = 0;

  /** Refused, not found, or there are problems in what was given. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The control plane did not answer: nothing is known of what it did. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}

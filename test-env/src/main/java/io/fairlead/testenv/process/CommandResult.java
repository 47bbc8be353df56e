package io.fairlead.testenv.process;

/** How a command ended, and everything that it printed. */
public record CommandResult(String command, int exitCode, String output) {

  public boolean succeeded() {
    return exitCode == 0;
  }

  /** The output without the line end, or one sentence if the command failed. */
  public String orThrow() {
    if (!succeeded()) {
      throw new TestEnvironmentException(
          "'%s' ended with exit code %d: %s".formatted(command, exitCode, output.strip()));
    }
    return output.stripTrailing();
  }
}

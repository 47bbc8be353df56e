package io.fairlead.vmagent.host;

/** A program that could not be started, did not end in time or said more than was allowed. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}

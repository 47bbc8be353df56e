package io.fairlead.controlplane.app;

/** The program cannot start; the message says why and what to do. */
final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.fairlead.registrybridge.app;

/** The bridge cannot be started, for a reason that its operator can mend; a sentence. */
final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}

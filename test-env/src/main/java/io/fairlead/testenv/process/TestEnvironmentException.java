package io.fairlead.testenv.process;

/** Something that a host, peer or program needs did not come about; the message is one sentence. */
public final class TestEnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TestEnvironmentException(String message) {
    super(message);
  }

  public TestEnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}

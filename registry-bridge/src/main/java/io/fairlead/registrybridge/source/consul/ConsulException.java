package io.fairlead.registrybridge.source.consul;

/** Consul could not be asked, or its answer is none; the message is a sentence for people. */
final class ConsulException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int TOO_MANY = 429;

  private final int status;

  ConsulException(String message) {
    this(message, 0);
  }

  /**
   * @param status that Consul answered with
   */
  ConsulException(String message, int status) {
    super(message);
    this.status = status;
  }

  ConsulException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Whether Consul refuses to serve more connections from here. */
  boolean isOverLimit() {
    return status == TOO_MANY;
  }

  /** What went wrong, for people. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}

package io.fairlead.registrybridge.source.consul;

/** Consul could not be asked, or its answer is none; the message is a sentence for people. */
final class ConsulException extends Exception {

  private static final long serialVersionUID = 1L;

  ConsulException(String message) {
    super(message);
  }

  ConsulException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What went wrong, for people. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}

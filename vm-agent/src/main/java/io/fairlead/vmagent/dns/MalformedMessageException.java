package io.fairlead.vmagent.dns;

/** A message that is not DNS; whoever sent it gets no answer. */
final class MalformedMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}

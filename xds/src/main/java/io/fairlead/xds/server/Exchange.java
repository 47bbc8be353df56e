package io.fairlead.xds.server;

import java.util.List;

/**
 * Where the talk about one type stands: the newest answer and the client's word on it.
 *
 * @param nonce of the newest answer; empty before the first
 * @param sent names about which the newest answer said something new, until the client has spoken
 * @param refusals what the client refused so far
 */
record Exchange(
    String nonce, String version, List<String> sent, Outcome outcome, Refusals refusals) {

  enum Outcome {
    /** Nothing was answered yet. */
    NONE,
    AWAITED,
    ACCEPTED,
    REFUSED
  }

  static final Exchange START = new Exchange("", "", List.of(), Outcome.NONE, Refusals.NONE);

  Exchange {
    sent = List.copyOf(sent);
  }

  boolean isAwaited() {
    return outcome == Outcome.AWAITED;
  }

  boolean isAbout(StreamEvent.Word word) {
    return isAwaited() && nonce.equals(word.nonce());
  }

  Exchange answered(Answer answer, List<String> said) {
    return new Exchange(answer.nonce(), answer.version(), said, Outcome.AWAITED, refusals);
  }

  /**
   * @param isWhole whether the answer held all there is
   */
  Exchange accepted(boolean isWhole) {
    return new Exchange(nonce, version, List.of(), Outcome.ACCEPTED, refusals.over(sent, isWhole));
  }

  Exchange refused(String error) {
    return new Exchange(nonce, version, List.of(), Outcome.REFUSED, refusals.plus(error, sent));
  }
}

package io.fairlead.xds.server;

import java.util.List;

/**
 * Where the talk about one type stands: the newest answer and the client's word on it.
 *
 * @param nonce of the newest answer; empty before the first
 * @param sent names about which the newest answer said something new
 * @param lastError the client's words for its newest refusal; empty once it accepted a later answer
 */
record Exchange(
    String nonce,
    String version,
    List<String> sent,
    Outcome outcome,
    long rejections,
    String lastError) {

  enum Outcome {
    /** Nothing was answered yet. */
    NONE,
    AWAITED,
    ACCEPTED,
    REFUSED
  }

  static final Exchange START = new Exchange("", "", List.of(), Outcome.NONE, 0, "");

  private static final int LONGEST_ERROR = 4096;

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
    return new Exchange(
        answer.nonce(), answer.version(), said, Outcome.AWAITED, rejections, lastError);
  }

  Exchange accepted() {
    return new Exchange(nonce, version, List.of(), Outcome.ACCEPTED, rejections, "");
  }

  Exchange refused(String error) {
    return new Exchange(
        nonce, version, List.of(), Outcome.REFUSED, rejections + 1, shortened(error));
  }

  private static String shortened(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }
}

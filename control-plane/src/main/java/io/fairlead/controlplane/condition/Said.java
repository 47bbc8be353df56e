package io.fairlead.controlplane.condition;

/**
 * A condition of a resource of Istio, as it is written.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word, for programs
 * @param message for people
 */
record Said(String type, String status, String reason, String message) {

  /** Long enough for people, short enough for a list of resources. */
  private static final int LONGEST = 4_000;

  Said {
    message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " ...";
  }
}

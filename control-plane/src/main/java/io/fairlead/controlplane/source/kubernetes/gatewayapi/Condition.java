package io.fairlead.controlplane.source.kubernetes.gatewayapi;

/**
 * One thing that is told of a resource of the Gateway API.
 *
 * @param type such as {@code Accepted}
 * @param reason one word, as the specification has it
 * @param message for people, mostly what to do; empty where there is nothing to tell
 */
public record Condition(String type, boolean isTrue, String reason, String message) {

  public static final String ACCEPTED = "Accepted";
  static final String RESOLVED_REFS = "ResolvedRefs";
  static final String PROGRAMMED = "Programmed";
  static final String CONFLICTED = "Conflicted";

  /** The same with something to tell. */
  public Condition saying(String text) {
    return new Condition(type, isTrue, reason, text);
  }

  /** All is well: the reason repeats the type. */
  static Condition good(String type) {
    return new Condition(type, true, type, "");
  }

  public static Condition bad(String type, String reason, String message) {
    return new Condition(type, false, reason, message);
  }
}

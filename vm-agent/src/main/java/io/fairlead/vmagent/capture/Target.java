package io.fairlead.vmagent.capture;

/** What a rule does with what it matches. */
sealed interface Target {

  /** Leaves our chain: nothing is done to the connection. */
  record Return() implements Target {}

  record Jump(Chain chain) implements Target {}

  /** Leads to a port of this host. */
  record Redirect(int port) implements Target {}

  /**
   * Tracks the sender's direction in a zone of its own. Answers stay in the common zone, so that no
   * rule has to recognise them and none can take away the answers of somebody else.
   */
  record OriginalZone(int zone) implements Target {}

  static String text(Target target) {
    return switch (target) {
      case Return() -> "-j RETURN";
      case Jump(Chain chain) -> "-j " + chain;
      case Redirect(int port) -> "-j REDIRECT --to-ports " + port;
      case OriginalZone(int zone) -> "-j CT --zone-orig " + zone;
    };
  }
}

package io.fairlead.controlplane.condition;

import java.util.Collection;

/**
 * The condition {@code Programmed} of a resource: whether the connected proxies took what comes of
 * it. It counts nobody who took it, so that a fleet that takes it one by one changes no word.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word, for programs
 * @param message for people
 */
record Programmed(String status, String reason, String message) {

  static final Programmed TRUE = new Programmed("True", "Programmed", "");

  /** What is said of a resource that is not taken as it is written. */
  static final Programmed NOT_ACCEPTED =
      new Programmed(
          "False",
          "NotAccepted",
          "it is not accepted as it is; what was accepted of it last holds, if anything was");

  static final Programmed NOBODY =
      new Programmed("Unknown", "NoProxy", "no connected proxy is sent anything that comes of it");

  static final Programmed AWAITED =
      new Programmed(
          "Unknown",
          "Pending",
          "some connected proxies have not said yet whether they take what comes of it");

  Said said() {
    return new Said("Programmed", status, reason, message);
  }

  boolean isUnknown() {
    return status.equals("Unknown");
  }

  /** Some proxies refuse a resource that comes of it. */
  static Programmed refused(Refusers refusers) {
    return new Programmed(
        "False",
        "Refused",
        "refused by " + refusers.who() + ", which keep what they had: " + refusers.words());
  }

  /** Some proxies refuse an answer of which it is a part, and do not say what they mean. */
  static Programmed maybeRefused(Refusers refusers) {
    return new Programmed(
        "Unknown",
        "RefusedWithOthers",
        refusers.who()
            + " refused an answer that holds what comes of it and do not say what they mean: "
            + refusers.words());
  }

  /**
   * Proxies that refuse something.
   *
   * @param count of all
   * @param names the first of them
   * @param words of the first
   */
  record Refusers(int count, Collection<String> names, String words) {

    String who() {
      String named = String.join(", ", names);
      return (count == 1 ? "1 proxy" : count + " proxies")
          + " ("
          + (count > names.size() ? named + ", ..." : named)
          + ")";
    }
  }
}

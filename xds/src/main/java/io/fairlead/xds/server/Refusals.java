package io.fairlead.xds.server;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client refused of one type.
 *
 * @param count of refused answers since it connected
 * @param error the client's words for the newest; empty once it accepted a later answer
 * @param names the resources that it meant by them
 */
record Refusals(long count, String error, List<String> names) {

  static final Refusals NONE = new Refusals(0, "", List.of());

  private static final int LONGEST_ERROR = 4096;

  Refusals {
    names = List.copyOf(names);
  }

  Refusals over() {
    return error.isEmpty() ? this : new Refusals(count, "", List.of());
  }

  Refusals plus(String words, List<String> sent) {
    return new Refusals(count + 1, shortened(words), meant(words, sent));
  }

  static String shortened(String words) {
    return words.length() <= LONGEST_ERROR ? words : words.substring(0, LONGEST_ERROR);
  }

  /** Whether {@code words} hold {@code name} by itself, not as a part of another name. */
  static boolean isNamed(String name, String words) {
    for (int at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !isOfName(words.charAt(at - 1)) && !joins(words.charAt(at - 1));
      if (begins && !goesOn(words, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean goesOn(String words, int end) {
    if (end == words.length()) {
      return false;
    }
    char next = words.charAt(end);
    boolean isFollowed = end + 1 < words.length() && isOfName(words.charAt(end + 1));
    return isOfName(next) || (joins(next) && isFollowed);
  }

  private static boolean isOfName(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_' || letter == '|';
  }

  /** Within a name they join its parts; at its end they belong to the sentence. */
  private static boolean joins(char letter) {
    return letter == '.' || letter == ':' || letter == '-' || letter == '/';
  }

  /** Clients name resources in their sentences alone; where they name none, any may be meant. */
  private static List<String> meant(String words, List<String> sent) {
    List<String> named = new ArrayList<>();
    for (String name : sent) {
      if (isNamed(name, words) && named.size() < ClientStream.TypeStatus.MOST_REFUSED) {
        named.add(name);
      }
    }
    int most = Math.min(sent.size(), ClientStream.TypeStatus.MOST_REFUSED);
    return named.isEmpty() ? sent.subList(0, most) : named;
  }
}

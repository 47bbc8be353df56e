package io.fairlead.xds.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a client refused of one type.
 *
 * @param count of refused answers since it connected
 * @param error the client's words for the newest; empty once it accepted a later answer
 * @param names the resources that it meant by them
 * @param standing all that it does not take now, by whichever answer
 */
record Refusals(long count, String error, List<String> names, Standing standing) {

  static final Refusals NONE = new Refusals(0, "", List.of(), Standing.NOTHING);

  private static final int LONGEST_ERROR = 4096;

  Refusals {
    names = List.copyOf(names);
  }

  /**
   * An answer was taken.
   *
   * @param sent the names about which it said something
   * @param isWhole whether it held all there is
   */
  Refusals over(List<String> sent, boolean isWhole) {
    Standing left = isWhole ? Standing.NOTHING : standing.minus(sent);
    return error.isEmpty() && left.equals(standing)
        ? this
        : new Refusals(count, "", List.of(), left);
  }

  /**
   * An answer was refused.
   *
   * @param sent the names about which it said something new
   */
  Refusals plus(String words, List<String> sent) {
    String error = shortened(words);
    List<String> named = named(words, sent);
    List<String> meant = named.isEmpty() ? sent : named;
    Standing left = standing.minus(sent).plus(meant, new Untaken.Refusal(error, !named.isEmpty()));
    int most = Math.min(meant.size(), ClientStream.TypeStatus.MOST_REFUSED);
    return new Refusals(count + 1, error, meant.subList(0, most), left);
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

  /**
   * Clients name resources in their sentences alone; where they name none, any may be meant. What
   * was refused before may be in a whole answer again.
   */
  private List<String> named(String words, List<String> sent) {
    Set<String> named = new LinkedHashSet<>();
    Stream.concat(sent.stream(), standing.byName().keySet().stream().sorted())
        .filter(name -> isNamed(name, words))
        .forEach(named::add);
    return List.copyOf(named);
  }
}

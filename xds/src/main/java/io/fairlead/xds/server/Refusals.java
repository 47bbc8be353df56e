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

  /** Clients name resources in their sentences alone; where they name none, any may be meant. */
  private static List<String> meant(String words, List<String> sent) {
    List<String> named = new ArrayList<>();
    for (String name : sent) {
      if (words.contains(name) && named.size() < ClientStream.TypeStatus.MOST_REFUSED) {
        named.add(name);
      }
    }
    int most = Math.min(sent.size(), ClientStream.TypeStatus.MOST_REFUSED);
    return named.isEmpty() ? sent.subList(0, most) : named;
  }
}

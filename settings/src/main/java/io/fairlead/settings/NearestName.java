package io.fairlead.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that somebody probably meant. */
public final class NearestName {

  private static final int FARTHEST = 3;

  private NearestName() {}

  /** The nearest of {@code known}, if any is near enough to be worth naming. */
  public static Optional<String> of(String text, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(text, name) <= Math.min(FARTHEST, name.length() / 2 + 1))
        .min(Comparator.comparingInt((String name) -> distance(text, name)).thenComparing(n -> n));
  }

  /** Levenshtein's distance, case ignored. */
  private static int distance(String left, String right) {
    int[] before = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] now = new int[right.length() + 1];
      now[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        boolean isEqual =
            Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
        int replaced = before[j - 1] + (isEqual ? 0 : 1);
        now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[right.length()];
  }
}

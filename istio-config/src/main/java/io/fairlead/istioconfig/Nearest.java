package io.fairlead.istioconfig;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. */
public final class Nearest {

  /** Longer texts are no misspelt names; the cost grows with the square of the length. */
  private static final int MAX_LENGTH = 64;

  private Nearest() {}

  /** The known name at the smallest edit distance, where that is small enough to be a slip. */
  public static Optional<String> to(String text, Collection<String> known) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    String best = "";
    int bestDistance = 1 + Math.max(1, text.length() / 3);
    for (String candidate : known) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** The end of a sentence about an unknown name: what was meant, or what there is. */
  public static String hint(String text, Collection<String> known) {
    return to(text, known)
        .map(meant -> "did you mean '" + meant + "'?")
        .orElseGet(() -> "use one of " + String.join(", ", known));
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String one, String two) {
    int[] row = new int[two.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[two.length()];
  }
}

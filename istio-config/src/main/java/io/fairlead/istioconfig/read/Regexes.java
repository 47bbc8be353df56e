package io.fairlead.istioconfig.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;

/** Reads regular expressions in RE2's syntax, the only one whose cost is bounded. */
final class Regexes {

  private static final int MAX_LENGTH = 1024;

  private Regexes() {}

  /** Tells an expression that no proxy takes. */
  static String checked(String path, String text, Findings findings) {
    groups(path, text, findings);
    return text;
  }

  /** As many groups as the expression has. */
  static int groups(String path, String text, Findings findings) {
    if (text.isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path, "is empty: write a regular expression");
      return 0;
    }
    if (text.length() > MAX_LENGTH) {
      findings.error(
          ProblemCode.TOO_LARGE,
          path,
          "has " + text.length() + " characters: write an expression of at most 1024");
      return 0;
    }
    try {
      return Pattern.compile(text).groupCount();
    } catch (PatternSyntaxException e) {
      findings.error(
          ProblemCode.BAD_EXPRESSION,
          path,
          Excerpt.of(text)
              + " is no regular expression in RE2's syntax: "
              + e.getDescription()
              + "; write it without look-around and back references");
      return 0;
    }
  }
}

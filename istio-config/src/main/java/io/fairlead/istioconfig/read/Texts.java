package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;

/** Rules for texts that become parts of HTTP messages. */
final class Texts {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Texts() {}

  /** Tells a text that would end a header or hide what follows. */
  static String line(String path, String text, Findings findings) {
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      findings.error(
          ProblemCode.CONTROL_CHARACTER,
          path,
          Excerpt.of(text) + " holds a control character, such as a line break: remove it");
    }
    return text;
  }

  /** Whether a text can name a header, as RFC 9110 has it. */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Texts::isTokenCharacter);
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}

package io.fairlead.istioconfig;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes a text into another one that is nearly as good, or no longer good at all. */
final class Mutation {

  private static final int MAX_LENGTH = 64 * 1024;

  private static final List<String> TOKENS =
      List.of(
          "\n",
          "  ",
          "\t",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          "'",
          "\"",
          "|",
          ">",
          "&a ",
          "*a",
          "#",
          "---\n",
          "...\n",
          "!!str ",
          "!x ",
          "? ",
          "<<: ",
          "~",
          "null",
          "true",
          "no",
          "0x1f",
          "1e9",
          "-1",
          "65536",
          "4294967296",
          "99999999999999999999",
          ".nan",
          "-.inf",
          "1h",
          "0s",
          "1.5s",
          "9999999999h",
          "\u0000",
          "\u00e9",
          "\ud83d\ude00",
          "\u202e",
          "\ufeff",
          "%",
          "@",
          "`",
          "{{{{{{{{{{",
          "[[[[[[[[[[",
          "(a+)+$",
          "**",
          "*.",
          "~/*",
          "/",
          "..",
          "a.b.c",
          "spec:",
          "http:",
          "match:",
          "hosts:",
          "metadata:",
          "kind: List\nitems:\n- ");

  private final RandomGenerator random;

  Mutation(RandomGenerator random) {
    this.random = random;
  }

  String of(String text, String other) {
    StringBuilder mutant = new StringBuilder(text);
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      change(mutant, other);
      mutant.setLength(Math.min(mutant.length(), MAX_LENGTH));
    }
    return mutant.toString();
  }

  private void change(StringBuilder text, String other) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + 1 + random.nextInt(24));
    switch (random.nextInt(7)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, token());
      case 2 -> text.replace(from, to, token());
      case 3 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(40)));
      case 4 -> text.insert(from, part(other));
      case 5 -> text.setLength(Math.max(1, from));
      default -> text.insert(from, (char) random.nextInt(Character.MAX_VALUE));
    }
  }

  private String token() {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }

  private String part(String text) {
    int from = random.nextInt(text.length() + 1);
    return text.substring(from, Math.min(text.length(), from + random.nextInt(400)));
  }
}

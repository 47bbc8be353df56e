package io.fairlead.model.policy;

/** What a text must be. */
public sealed interface StringMatch {

  StringMatch ANYTHING = new Anything();

  /** Whatever it is, if it is there at all. */
  record Anything() implements StringMatch {}

  record Exact(String text) implements StringMatch {}

  record Prefix(String text) implements StringMatch {}

  /** In RE2's syntax; the whole text must match. */
  record Regex(String pattern) implements StringMatch {}
}

package io.fairlead.model.policy;

/** What a text of a request must be. */
public sealed interface TextPattern {

  record Exact(String text) implements TextPattern {}

  record Prefix(String text) implements TextPattern {}

  record Suffix(String text) implements TextPattern {}

  /** Anything but nothing. */
  record Present() implements TextPattern {}

  /** A path in which {@code {*}} is one segment and {@code {**}} any number of them. */
  record Segments(String template) implements TextPattern {}
}

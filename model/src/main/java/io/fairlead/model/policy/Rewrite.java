package io.fairlead.model.policy;

/**
 * What a request says where it arrives, in place of what the caller said.
 *
 * @param authority empty: what the caller said
 */
public record Rewrite(Path path, String authority) {

  public static final Rewrite NONE = new Rewrite(new Path.Kept(), "");

  /** What becomes of the path. */
  public sealed interface Path {
    record Kept() implements Path {}

    /** In place of what matched: the prefix, or all of it. */
    record Matched(String path) implements Path {}

    /** In place of each part that the expression finds; {@code \1} is its first group. */
    record Found(String pattern, String substitution) implements Path {}
  }
}

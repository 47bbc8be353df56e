package io.fairlead.cli.output;

/** How an answer is printed. */
public enum Format {
  /** For people. */
  TABLE,
  JSON,
  YAML
}

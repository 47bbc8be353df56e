package io.fairlead.cli.output;

import java.util.Map;
import picocli.CommandLine.Option;

/** The choice between a text for people and a tree for programs. */
public final class FormatOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "One of table, json and yaml (default: table).")
  private Format format = Format.TABLE;

  public Format format() {
    return format;
  }

  /** Prints one of the two. */
  public void print(Console console, String text, Map<String, ?> tree) {
    console
        .out()
        .print(
            switch (format) {
              case TABLE -> text;
              case JSON -> Json.of(tree);
              case YAML -> Yaml.of(tree);
            });
  }
}

package io.fairlead.cli.output;

import io.fairlead.model.Problem;

/** Colours for terminals; for everything else text as it is. */
public enum Paint {
  NONE,
  ANSI;

  private static final String RESET = "\u001b[0m";

  String bold(String text) {
    return paint("\u001b[1m", text);
  }

  String of(Problem.Severity severity, String text) {
    return paint(
        switch (severity) {
          case ERROR -> "\u001b[1;31m";
          case WARNING -> "\u001b[1;33m";
        },
        text);
  }

  String faint(String text) {
    return paint("\u001b[2m", text);
  }

  private String paint(String code, String text) {
    return switch (this) {
      case NONE -> text;
      case ANSI -> code + text + RESET;
    };
  }
}

package io.fairlead.settings;

import java.util.List;

/** A configuration file that cannot be used: all that is wrong with it, each with its place. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: {@code file:line:column: key: sentence}. */
  public List<String> problems() {
    return problems;
  }
}

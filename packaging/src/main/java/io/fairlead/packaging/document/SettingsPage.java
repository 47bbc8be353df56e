package io.fairlead.packaging.document;

import java.util.List;
import java.util.Locale;

/** The manual page of a settings file: the commented file itself, in which every key stands. */
final class SettingsPage {

  private SettingsPage() {}

  /**
   * @param program such as {@code fairlead-agent}
   * @param file such as {@code agent.yaml}
   */
  static String of(String program, String file, List<String> lines, String date) {
    String name = program + ".yaml";
    return new Roff(name.toUpperCase(Locale.ROOT), 5, date)
        .section("NAME")
        .text(name + " - settings of " + program)
        .section("SYNOPSIS")
        .text("/etc/fairlead/" + file)
        .section("DESCRIPTION")
        .text(
            "YAML. A key that is left out has its default; an unknown key is an error that names"
                + " the nearest known one. The file as it is installed, with every key and its"
                + " default:")
        .literal(lines)
        .section("SEE ALSO")
        .text(program + "(8)")
        .page();
  }
}

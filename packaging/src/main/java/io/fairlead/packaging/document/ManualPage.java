package io.fairlead.packaging.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** The manual page of a command with all its verbs. */
final class ManualPage {

  private final int section;
  private final String date;

  /**
   * @param section 1 for commands of people, 8 for those of administrators
   */
  ManualPage(int section, String date) {
    this.section = section;
    this.date = date;
  }

  String of(CommandLine command, List<String> seeAlso) {
    String name = command.getCommandName();
    String description = CommandText.description(command);
    Roff roff = new Roff(name.toUpperCase(Locale.ROOT), section, date);
    roff.section("NAME").text(name + " - " + summary(description));
    roff.section("SYNOPSIS").text(CommandText.synopsis(command));
    roff.section("DESCRIPTION").text(description);
    options(roff, command);
    if (!CommandText.children(command).isEmpty()) {
      roff.section("COMMANDS");
      CommandText.children(command).forEach(child -> verb(roff, child));
    }
    exitCodes(roff, command);
    roff.section("SEE ALSO").text(String.join(", ", seeAlso));
    return roff.page();
  }

  private static String summary(String description) {
    String sentence = description.replaceFirst("\\.(\\s.*)?$", "");
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static void options(Roff roff, CommandLine command) {
    if (!CommandText.options(command).isEmpty()) {
      roff.section("OPTIONS");
      terms(roff, command);
    }
  }

  private static void verb(Roff roff, CommandLine command) {
    if (CommandText.children(command).isEmpty()) {
      roff.subsection(CommandText.synopsis(command));
      roff.text(CommandText.description(command));
      terms(roff, command);
      exitCodeTerms(roff, command);
    }
    CommandText.children(command).forEach(child -> verb(roff, child));
  }

  private static void terms(Roff roff, CommandLine command) {
    CommandText.parameters(command)
        .forEach(it -> roff.term(it.paramLabel(), CommandText.description(it)));
    CommandText.options(command)
        .forEach(it -> roff.term(CommandText.names(it), CommandText.description(it)));
  }

  private static void exitCodes(Roff roff, CommandLine command) {
    List<String> footer =
        CommandText.footer(command).stream().filter(line -> !line.isEmpty()).toList();
    if (!footer.isEmpty()) {
      roff.section("EXIT STATUS").text(String.join(" ", footer).replace("Exit codes: ", ""));
    }
    if (!codes(command).isEmpty()) {
      roff.section("EXIT STATUS");
      codes(command).forEach(roff::term);
    }
  }

  private static void exitCodeTerms(Roff roff, CommandLine command) {
    codes(command).forEach((code, meaning) -> roff.term("exit status " + code, meaning));
  }

  private static Map<String, String> codes(CommandLine command) {
    return command.getCommandSpec().usageMessage().exitCodeList();
  }
}

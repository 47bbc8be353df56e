package io.fairlead.packaging.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What may stand next on a command line, for each chain of verbs before it.
 *
 * @param path the verbs so far, such as {@code token create}; empty for the command itself
 */
record Completion(String path, List<Word> words) {

  /** A verb or an option and what it is for. */
  record Word(String text, String meaning) {}

  Completion {
    words = List.copyOf(words);
  }

  /** For a command and everything below it. */
  static List<Completion> of(CommandLine command) {
    List<Completion> all = new ArrayList<>();
    collect(command, "", all);
    return List.copyOf(all);
  }

  private static void collect(CommandLine command, String path, List<Completion> all) {
    List<CommandLine> children = CommandText.children(command);
    Stream<Word> verbs =
        children.stream()
            .map(
                child ->
                    new Word(child.getCommandName(), sentence(CommandText.description(child))));
    Stream<Word> options = CommandText.options(command).stream().flatMap(Completion::words);
    all.add(new Completion(path, Stream.concat(verbs, options).toList()));
    for (CommandLine child : children) {
      collect(child, (path + " " + child.getCommandName()).strip(), all);
    }
  }

  private static Stream<Word> words(OptionSpec option) {
    String meaning = sentence(CommandText.description(option));
    return Stream.of(option.names()).map(name -> new Word(name, meaning));
  }

  /** The first sentence, in letters that no shell acts on inside of single quotes. */
  private static String sentence(String text) {
    return text.replaceFirst("\\.\\s.*$", "")
        .replaceFirst("\\.$", "")
        .replace("'", "")
        .replace(":", "");
  }
}

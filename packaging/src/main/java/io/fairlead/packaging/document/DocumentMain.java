package io.fairlead.packaging.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * {@code DocumentMain command CLASS SECTION DATE DIRECTORY SEE-ALSO...} writes a command's manual
 * page and completions, {@code DocumentMain settings PROGRAM FILE DATE DIRECTORY} the page of its
 * settings. A command's class has a static {@code commandLine()}.
 */
public final class DocumentMain {

  private DocumentMain() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    List<String> words = List.of(arguments);
    switch (words.getFirst()) {
      case "command" -> command(words);
      case "settings" -> settings(words);
      default -> throw new IllegalArgumentException("command or settings, not " + words.getFirst());
    }
  }

  private static void command(List<String> words) throws IOException, ReflectiveOperationException {
    CommandLine command =
        (CommandLine) Class.forName(words.get(1)).getMethod("commandLine").invoke(null);
    int section = Integer.parseInt(words.get(2));
    Path share = Path.of(words.get(4));
    String name = command.getCommandName();
    String page = new ManualPage(section, words.get(3)).of(command, words.subList(5, words.size()));
    write(share.resolve("man/man" + section + "/" + name + "." + section), page);
    Shells shells = new Shells(name, Completion.of(command));
    write(share.resolve("bash-completion/completions/" + name), shells.bash());
    write(share.resolve("zsh/vendor-completions/_" + name), shells.zsh());
    write(share.resolve("fish/vendor_completions.d/" + name + ".fish"), shells.fish());
  }

  private static void settings(List<String> words) throws IOException {
    Path file = Path.of(words.get(2));
    String page =
        SettingsPage.of(
            words.get(1), file.getFileName().toString(), Files.readAllLines(file), words.get(3));
    write(Path.of(words.get(4)).resolve("man/man5/" + words.get(1) + ".yaml.5"), page);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

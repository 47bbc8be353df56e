package io.fairlead.packaging.document;

import java.util.List;
import java.util.stream.Collectors;

/** Scripts that complete a command in three shells, from one model. */
final class Shells {

  private final String command;
  private final List<Completion> completions;

  Shells(String command, List<Completion> completions) {
    this.command = command;
    this.completions = List.copyOf(completions);
  }

  /** Finds the verbs that stand before the word to complete; options and values pass by. */
  private String walk(String words, String indent) {
    String known =
        completions.stream()
            .map(Completion::path)
            .filter(path -> !path.isEmpty())
            .map(path -> "'" + path + "'")
            .collect(Collectors.joining(" | "));
    return """
    for word in %s; do
      next="${path:+$path }$word"
      case $next in %s) path=$next ;; esac
    done
    """
        .formatted(words, known)
        .indent(indent.length());
  }

  String bash() {
    String cases =
        completions.stream()
            .map(it -> "    '%s') offers='%s' ;;\n".formatted(it.path(), texts(it)))
            .collect(Collectors.joining());
    return """
    # bash completion of %1$s
    _%2$s() {
      local path='' next word offers=''
    %3$s  case $path in
    %4$s  esac
      mapfile -t COMPREPLY < <(compgen -W "$offers" -- "${COMP_WORDS[COMP_CWORD]}")
    }
    complete -o default -F _%2$s %1$s
    """
        .formatted(command, function(), walk("\"${COMP_WORDS[@]:1:COMP_CWORD-1}\"", "  "), cases);
  }

  String zsh() {
    String cases =
        completions.stream()
            .map(it -> "    '%s') offers=(%s) ;;\n".formatted(it.path(), described(it)))
            .collect(Collectors.joining());
    return """
    #compdef %1$s
    # zsh completion of %1$s
    local path_of_verbs='' next word
    local -a offers
    %2$scase $path_of_verbs in
    %3$sesac
    _describe '%1$s' offers || _files
    """
        .formatted(
            command, walk("${words[2,CURRENT-1]}", "").replace("path", "path_of_verbs"), cases);
  }

  String fish() {
    return "# fish completion of "
        + command
        + "\n"
        + """
        function __%1$s_path
          set -l path ''
          for word in (commandline -opc)[2..-1]
            set -l next (string trim -- "$path $word")
            contains -- "$next" %2$s; and set path $next
          end
          echo $path
        end
        """
            .formatted(function(), paths())
        + completions.stream().map(this::fish).collect(Collectors.joining());
  }

  private String fish(Completion completion) {
    return completion.words().stream()
        .map(
            word ->
                "complete -c %s -n 'test (__%s_path) = \"%s\"' -a '%s' -d '%s'\n"
                    .formatted(command, function(), completion.path(), word.text(), word.meaning()))
        .collect(Collectors.joining());
  }

  private String paths() {
    return completions.stream()
        .skip(1)
        .map(it -> "'" + it.path() + "'")
        .collect(Collectors.joining(" "));
  }

  private static String texts(Completion completion) {
    return completion.words().stream().map(Completion.Word::text).collect(Collectors.joining(" "));
  }

  private static String described(Completion completion) {
    return completion.words().stream()
        .map(word -> "'" + word.text() + ":" + word.meaning() + "'")
        .collect(Collectors.joining(" "));
  }

  private String function() {
    return command.replace('-', '_');
  }
}

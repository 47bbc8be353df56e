package io.fairlead.settings.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every warning and error of the programs is explained in the reference and, by that, in journalctl
 * -x.
 */
class EventCatalogTest {

  private static final Path ROOT = Path.of("..");

  /** What each program is made of, as far as it warns. */
  private static final Map<String, List<String>> PROGRAMS =
      Map.of(
          "fairlead-agent", List.of("vm-agent", "settings"),
          "fairlead-control-plane", List.of("control-plane", "xds", "settings"),
          "fairlead-registry-bridge", List.of("registry-bridge", "xds", "settings"));

  private static final Pattern CALL =
      Pattern.compile(
          "\\.at(?:Warn|Error)\\(\\)[^;]*?\\.log\\(\\s*((?:\"[^\"]*\"\\s*\\+?\\s*)+)\\)",
          Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

  @ParameterizedTest
  @ValueSource(strings = {"fairlead-agent", "fairlead-control-plane", "fairlead-registry-bridge"})
  void explainsEveryWarningAndError(String program) throws IOException {
    List<String> rows = rows();
    SortedMap<String, String> explained = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    for (String sentence : sentences(PROGRAMS.getOrDefault(program, List.of()))) {
      explanation(rows, sentence)
          .ifPresentOrElse(text -> explained.put(sentence, text), () -> unexplained.add(sentence));
    }

    assertThat(unexplained).as("give each a row in a table of docs/reference").isEmpty();
    assertThat(explained).hasSizeGreaterThan(5);
    Path catalog = ROOT.resolve("packaging/catalog/" + program + ".catalog");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(catalog, catalog(explained));
    }
    assertThat(catalog).as("rewrite it with -Dgolden.update=true").hasContent(catalog(explained));
  }

  private static String catalog(Map<String, String> explained) {
    return explained.entrySet().stream()
        .map(
            entry ->
                """
                -- %s
                Subject: %s
                Defined-By: Fairlead

                %s
                """
                    .formatted(EventId.of(entry.getKey()), entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** The last cell of the row that names the event. */
  private static Optional<String> explanation(List<String> rows, String sentence) {
    return rows.stream()
        .filter(row -> row.contains(sentence))
        .findFirst()
        .map(row -> row.replaceAll("\\s*\\|\\s*$", ""))
        .map(row -> row.substring(row.lastIndexOf('|') + 1).strip().replace("`", ""));
  }

  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/reference"))) {
      for (Path page : pages.sorted().toList()) {
        Files.readAllLines(page).stream().filter(line -> line.startsWith("|")).forEach(rows::add);
      }
    }
    return rows;
  }

  private static List<String> sentences(List<String> modules) throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String module : modules) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          CALL.matcher(Files.readString(file))
              .results()
              .map(call -> LITERAL.matcher(call.group(1)).results())
              .map(parts -> parts.map(part -> part.group(1)).collect(Collectors.joining()))
              .forEach(sentences::add);
        }
      }
    }
    return sentences.stream().distinct().sorted().toList();
  }
}

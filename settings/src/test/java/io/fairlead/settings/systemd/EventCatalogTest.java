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
import org.junit.jupiter.api.Test;

/**
 * Every warning and error of the programs is explained in the reference and, by that, in journalctl
 * -x.
 */
class EventCatalogTest {

  private static final Path ROOT = Path.of("..");
  private static final Path CATALOG = ROOT.resolve("packaging/systemd/fairlead.catalog");
  private static final Pattern CALL =
      Pattern.compile(
          "\\.at(?:Warn|Error)\\(\\)[^;]*?\\.log\\(\\s*((?:\"[^\"]*\"\\s*\\+?\\s*)+)\\)",
          Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

  @Test
  void explainsEveryWarningAndError() throws IOException {
    List<String> rows = rows();
    SortedMap<String, String> explained = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    for (String sentence : sentences()) {
      explanation(rows, sentence)
          .ifPresentOrElse(text -> explained.put(sentence, text), () -> unexplained.add(sentence));
    }

    assertThat(unexplained).as("give each a row in a table of docs/reference").isEmpty();
    assertThat(explained).hasSizeGreaterThan(40);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(CATALOG, catalog(explained));
    }
    assertThat(CATALOG).as("rewrite it with -Dgolden.update=true").hasContent(catalog(explained));
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

  private static List<String> sentences() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String module :
        List.of("vm-agent", "control-plane", "registry-bridge", "xds", "settings")) {
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

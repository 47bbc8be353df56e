package io.fairlead.istioconfig.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of our annotations and the readers know the same keys. */
class AnnotationsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/annotations.md");
  private static final Path CASES = Path.of("../translation/src/test/resources/golden");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\|.*\\| ([a-z, -]+) \\|$");

  @Test
  void everyKeyHasARow() {
    assertThat(ROW.matcher(Goldens.read(PAGE)).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(HealthCheckReader.KNOWN, LimitKeys.ALL).flatMap(List::stream).toList());
  }

  @Test
  void everyRowNamesAGoldenThatUsesItsKey() {
    List<String> missing =
        ROW.matcher(Goldens.read(PAGE))
            .results()
            .flatMap(
                row ->
                    Stream.of(row.group(2).split(", "))
                        .filter(golden -> !uses(golden, row.group(1)))
                        .map(golden -> row.group(1) + " in " + golden))
            .toList();

    assertThat(missing).isEmpty();
  }

  private static boolean uses(String golden, String key) {
    Path rules = CASES.resolve(golden).resolve("istio.yaml");
    return Files.exists(rules)
        && Pattern.compile("fairlead\\.io/" + Pattern.quote(key) + "(\\.[a-z0-9]+)?:")
            .matcher(Goldens.read(rules))
            .find();
  }
}

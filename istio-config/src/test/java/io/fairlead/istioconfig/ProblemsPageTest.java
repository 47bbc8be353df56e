package io.fairlead.istioconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.ProblemCode;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {

  @Test
  void thePageExplainsEachCodeInOrder() {
    List<String> explained =
        Goldens.read(Path.of("../docs/reference/problems.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(explained)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
  }
}

package io.fairlead.istioconfig.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.rules.Rule.Outcome;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of rules is what the reader does. A row whose field is translated one day changes its
 * code: edit the row, then run with {@code -Dgolden.update=true}.
 */
class ValidationRulesTest {

  private static final Path PAGE = Path.of("../docs/reference/validation.md");

  static List<Rule> rules() {
    return Rules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void tellsWhoBreaksARule(Rule rule) {
    List<Problem> problems = rule.problems();
    List<String> errors = codes(problems.stream().filter(Problem::isError).toList());
    List<String> warnings = codes(problems.stream().filter(one -> !one.isError()).toList());
    switch (rule.outcome()) {
      case Outcome.Refused(String code) -> assertThat(errors).as("%s", problems).contains(code);
      case Outcome.Warned(String code) -> {
        assertThat(errors).as("%s", problems).isEmpty();
        assertThat(warnings).as("%s", problems).contains(code);
      }
      case Outcome.Taken(String reason) -> {
        assertThat(reason).isNotBlank();
        assertThat(problems).isEmpty();
      }
    }
  }

  @Test
  void thePageListsEachRule() {
    Goldens.assertMatches(PAGE, ValidationPage.completed(Goldens.read(PAGE)));
  }

  @Test
  void aCodeIsOneThatTheProblemsPageExplains() {
    Set<String> known =
        Arrays.stream(ProblemCode.values()).map(ProblemCode::text).collect(Collectors.toSet());
    assertThat(known)
        .containsAll(
            rules().stream().map(Rule::outcome).flatMap(one -> one.told().stream()).toList());
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }
}

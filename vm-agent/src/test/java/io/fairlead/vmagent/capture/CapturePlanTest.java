package io.fairlead.vmagent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapturePlanTest {

  static List<Path> cases() {
    return Goldens.at("golden/capture").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsExceptionsAndTheExactDocuments(Path directory) {
    Map<Family, RuleSet> found = CaptureCases.found(directory);

    Goldens.assertMatches(
        directory.resolve("plan.txt"), CaptureCases.plan(directory).render(found));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void removesWhatIsOursAndNamesNothingElse(Path directory) {
    RuleSet found = CaptureCases.found(directory).getOrDefault(Family.IPV4, RuleSet.NONE);

    Goldens.assertMatches(
        directory.resolve("remove-ipv4.txt"), RestoreDocument.between(found, RuleSet.NONE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasNothingToDoOnceItsRulesAreThere(Path directory) {
    CapturePlan plan = CaptureCases.plan(directory);

    for (Family family : Family.values()) {
      RuleSet rules = plan.rules(family);
      assertThat(RestoreDocument.between(saved(rules), rules)).isEmpty();
    }
  }

  @Test
  void ordersTablesSoThatEveryStepIsSafe() {
    Path directory = Path.of("src/test/resources/golden/capture/default");
    RuleSet rules = CaptureCases.plan(directory).rules(Family.IPV4);

    assertThat(RestoreDocument.between(RuleSet.NONE, rules)).containsSubsequence("*raw", "*nat");
    assertThat(RestoreDocument.between(rules, RuleSet.NONE)).containsSubsequence("*nat", "*raw");
  }

  /** As the kernel would show them. */
  private static RuleSet saved(RuleSet rules) {
    return RuleSet.of(
        table -> {
          StringBuilder text = new StringBuilder("*" + table + "\n:OUTPUT ACCEPT [0:0]\n");
          TableRules of = rules.in(table);
          of.chains().keySet().forEach(chain -> text.append(":" + chain + " - [0:0]\n"));
          of.jumps().forEach(jump -> text.append(jump).append('\n'));
          of.chains().values().forEach(lines -> lines.forEach(line -> text.append(line + "\n")));
          return TableRules.parse(text.append("COMMIT\n").toString());
        });
  }
}

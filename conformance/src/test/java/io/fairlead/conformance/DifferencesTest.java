package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenarios;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  /** One that is listed and shown by no line would be a claim that nobody checks. */
  @Test
  void eachListedDifferenceIsShownByALineAndEachShownOneIsListed() {
    Set<String> shown =
        Scenarios.all().stream()
            .flatMap(scenario -> scenario.rows().stream())
            .map(Row::differs)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());

    assertThat(Differences.listed()).isEqualTo(shown);
  }
}

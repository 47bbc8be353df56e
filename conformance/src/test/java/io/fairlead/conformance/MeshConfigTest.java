package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.plane.Fairlead;
import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.conformance.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What requests meet in a mesh of which a MeshConfig says something, asked of a real Envoy. */
@Tag("peer")
class MeshConfigTest {

  @TempDir private static Path directory;

  @TestFactory
  List<DynamicTest> eachRequestDoesWhatItsTableSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario scenario : Scenarios.meshConfig()) {
      List<Verdict> verdicts =
          ScenarioRun.of(scenario, new Fairlead(), directory.resolve(scenario.name()));
      for (int i = 0; i < scenario.rows().size(); i++) {
        Row row = scenario.rows().get(i);
        Verdict verdict = verdicts.get(i);
        tests.add(
            DynamicTest.dynamicTest(
                scenario.name() + " " + (i + 1) + ": " + row.title(),
                () -> assertThat(Checks.of(verdict)).as(row.title()).isEmpty()));
      }
    }
    return tests;
  }
}

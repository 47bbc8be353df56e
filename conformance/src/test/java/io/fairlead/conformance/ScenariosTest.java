package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.plane.Fairlead;
import io.fairlead.conformance.plane.Refused;
import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.conformance.scenario.Scenarios;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of every scenario, asked of a real Envoy that is configured by our own translation.
 */
@Tag("peer")
class ScenariosTest {

  private static final int AT_ONCE = 3;

  /** Scenarios of fields that are refused until they are translated. */
  private static final List<String> AWAITED =
      Goldens.read(Path.of("src/test/resources/scenarios/awaited.txt")).lines().toList();

  @TempDir private static Path directory;

  /** Scenarios wait more than they work: some run at once, and are told in order. */
  @TestFactory
  List<DynamicContainer> eachRequestDoesWhatItsTableSays() {
    List<Scenario> scenarios = Scenarios.all();
    List<Future<List<Verdict>>> runs;
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      runs = scenarios.stream().map(scenario -> pool.submit(() -> run(scenario))).toList();
    }
    List<DynamicContainer> told = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      told.add(tell(scenarios.get(i), runs.get(i)));
    }
    return told;
  }

  private static List<Verdict> run(Scenario scenario) {
    return ScenarioRun.of(scenario, new Fairlead(), directory.resolve(scenario.name()));
  }

  private static DynamicContainer tell(Scenario scenario, Future<List<Verdict>> run) {
    List<DynamicTest> tests = new ArrayList<>();
    if (AWAITED.contains(scenario.name()) && isRefused(run)) {
      tests.add(DynamicTest.dynamicTest(scenario.name() + ": refused, as it is listed", () -> {}));
      return DynamicContainer.dynamicContainer(scenario.name(), tests);
    }
    for (int i = 0; i < scenario.rows().size(); i++) {
      int at = i;
      Row row = scenario.rows().get(i);
      tests.add(
          DynamicTest.dynamicTest(
              scenario.name() + " " + (i + 1) + ": " + row.title(),
              () -> assertThat(Checks.of(run.get().get(at))).as(row.title()).isEmpty()));
    }
    return DynamicContainer.dynamicContainer(scenario.name(), tests);
  }

  private static boolean isRefused(Future<List<Verdict>> run) {
    return run.state() == Future.State.FAILED && run.exceptionNow() instanceof Refused;
  }
}

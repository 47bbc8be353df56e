package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.plane.Fairlead;
import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.conformance.scenario.Scenarios;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The questions of the Gateway API's own suite, asked in our words of a real Envoy that is
 * configured by our own translation.
 */
@Tag("peer")
class GatewayApiTest {

  private static final int AT_ONCE = 3;
  private static final int AT_LEAST = 50;
  private static final Path PAGE = Path.of("../docs/reference/gateway-api-cases.md");

  /** Cases of the suite go by its names, other lines by sentences. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9/]+(-[a-z0-9]+)+|backendtlspolicy");

  @TempDir private static Path directory;

  @TestFactory
  List<DynamicTest> eachRequestDoesWhatItsTableSays() {
    List<Scenario> scenarios = Scenarios.gatewayApi();
    List<Future<List<Verdict>>> runs;
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      runs = scenarios.stream().map(scenario -> pool.submit(() -> run(scenario))).toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      Future<List<Verdict>> run = runs.get(i);
      List<Row> rows = scenarios.get(i).rows();
      for (int at = 0; at < rows.size(); at++) {
        int index = at;
        tests.add(
            DynamicTest.dynamicTest(
                scenarios.get(i).name() + " " + (at + 1) + ": " + rows.get(at).title(),
                () -> assertThat(Checks.of(run.get().get(index))).isEmpty()));
      }
    }
    return tests;
  }

  private static List<Verdict> run(Scenario scenario) {
    return ScenarioRun.of(scenario, new Fairlead(), directory.resolve(scenario.name()));
  }

  @Test
  void thePageOfCasesIsWhatIsAsked() {
    Map<String, Map<String, Integer>> linesOf = new TreeMap<>();
    for (Scenario scenario : Scenarios.gatewayApi()) {
      for (Row row : scenario.rows()) {
        if (NAME.matcher(row.note()).matches()) {
          linesOf
              .computeIfAbsent(row.note(), name -> new TreeMap<>())
              .merge(scenario.name(), 1, Integer::sum);
        }
      }
    }
    assertThat(linesOf.size()).isGreaterThan(AT_LEAST);
    StringBuilder page =
        new StringBuilder(
            """
            # Cases of the Gateway API's suite that are asked of an Envoy

            The project of the Gateway API has a suite of its own (`conformance/tests` in its repository), which wants a cluster that runs pods. The questions of %d of its cases are asked here in our own
            words: objects of a cluster become what a proxy is told, and a real Envoy answers (`conformance`, `GatewayApiTest`). A case is named as its file is. All lines hold, or the build fails.
            What is told in statuses is asked of a real API server (`WebhooksTest`) and in the goldens of `control-plane`.

            | Case | Asked in | Lines |
            |---|---|---|
            """
                .formatted(linesOf.size()));
    linesOf.forEach(
        (name, files) ->
            page.append(
                "| %s | %s | %d |%n"
                    .formatted(
                        name,
                        String.join(", ", files.keySet()),
                        files.values().stream().mapToInt(Integer::intValue).sum())));
    Goldens.assertMatches(PAGE, page.toString());
  }
}

package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.envoy.EnvoyConfig;
import io.fairlead.conformance.istiod.Istiod;
import io.fairlead.conformance.istiod.IstiodProcess;
import io.fairlead.conformance.plane.Fairlead;
import io.fairlead.conformance.plane.Refused;
import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.conformance.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same YAML and the same requests, with a stock istiod in our place. */
@Tag("parity")
class ParityTest {

  private static final int AT_ONCE = 3;

  @TempDir private static Path directory;

  /** What both Envoys of one scenario answered. */
  private record Pair(Scenario scenario, Future<List<Verdict>> own, Future<List<Verdict>> istio) {}

  @TestFactory
  List<DynamicContainer> eachRequestIsAnsweredAsWithIstio() {
    List<Pair> pairs = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        IstiodProcess process = new IstiodProcess(directory)) {
      Istiod istiod = new Istiod(process);
      for (Scenario scenario : Scenarios.all()) {
        Path place = directory.resolve(scenario.name());
        Future<List<Verdict>> own =
            pool.submit(() -> ScenarioRun.of(scenario, new Fairlead(), place.resolve("fairlead")));
        Future<List<Verdict>> istio = istio(scenario, istiod, pool, place.resolve("istio"));
        pairs.add(new Pair(scenario, own, istio));
      }
    }
    return pairs.stream().map(ParityTest::tell).toList();
  }

  /** istiod takes one scenario after the other; the requests may be asked meanwhile. */
  private static Future<List<Verdict>> istio(
      Scenario scenario, Istiod istiod, ExecutorService pool, Path place) {
    try {
      EnvoyConfig config = istiod.configure(scenario);
      return pool.submit(() -> ScenarioRun.of(scenario, config, place));
    } catch (AssertionError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static DynamicContainer tell(Pair pair) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < pair.scenario().rows().size(); i++) {
      int at = i;
      Row row = pair.scenario().rows().get(i);
      tests.add(
          DynamicTest.dynamicTest(
              pair.scenario().name() + " " + (i + 1) + ": " + row.title(),
              () -> compare(row, at, pair)));
    }
    return DynamicContainer.dynamicContainer(pair.scenario().name(), tests);
  }

  private static void compare(Row row, int at, Pair pair) throws Exception {
    Verdict istio = pair.istio().get().get(at);
    if (isRefused(pair.own())) {
      assertThat(Checks.of(istio)).as("Istio, of what is refused yet: %s", row.title()).isEmpty();
      return;
    }
    String difference = Comparison.difference(pair.own().get().get(at), istio);
    assertThat(difference.isEmpty())
        .as("agrees, unless it is listed as '%s': %s", row.differs(), difference)
        .isEqualTo(row.differs().isEmpty());
  }

  private static boolean isRefused(Future<List<Verdict>> run) {
    return run.state() == Future.State.FAILED && run.exceptionNow() instanceof Refused;
  }
}

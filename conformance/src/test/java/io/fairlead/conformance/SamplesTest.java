package io.fairlead.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.conformance.Samples.Sample;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Istio shows its users is read, however it is written. */
@Tag("parity")
class SamplesTest {

  private static final int ORDERS = 20;

  /** What is refused by name: nothing follows from it yet, or Kubernetes would complete it. */
  private static final List<ProblemCode> KNOWN =
      List.of(ProblemCode.NOT_TRANSLATED, ProblemCode.KIND_NOT_TRANSLATED, ProblemCode.SHORT_HOST);

  static Stream<Sample> samples() {
    return Samples.all().stream();
  }

  @Test
  void thereAreSamplesOfMostKinds() {
    assertThat(samples().count()).isGreaterThan(50);
    assertThat(
            samples()
                .map(sample -> resource(sample.text()).kind().name())
                .collect(Collectors.toSet()))
        .contains("VirtualService", "DestinationRule", "Gateway", "ServiceEntry");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingIsRefusedButWhatIsSaid(Sample sample) {
    assertThat(problems(sample.text()))
        .filteredOn(Problem::isError)
        .filteredOn(problem -> KNOWN.stream().noneMatch(problem::is))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theOrderOfKeysAndTheWayOfWritingDoNotMatter(Sample sample) {
    List<String> said = said(sample.text());
    for (long seed = 1; seed <= ORDERS; seed++) {
      String written = sample.shuffled(seed);
      assertThat(resource(written).spec())
          .as("seed %d", seed)
          .isEqualTo(resource(sample.text()).spec());
      assertThat(said(written)).as("seed %d", seed).isEqualTo(said);
    }
  }

  private static List<String> said(String text) {
    return problems(text).stream()
        .map(problem -> problem.code() + " " + problem.field() + ": " + problem.message())
        .sorted()
        .toList();
  }

  private static IstioResource resource(String text) {
    return IstioYaml.read("sample.yaml", text).values().getFirst();
  }

  private static List<Problem> problems(String text) {
    Parsed<IstioResource> parsed = IstioYaml.read("sample.yaml", text);
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.values().forEach(one -> problems.addAll(ResourceReader.read(one).problems()));
    return problems;
  }
}

package io.fairlead.istioconfig.yaml;

import static java.util.stream.Collectors.joining;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.Problem;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write, what we say of it, and what we take of it. */
class IstioYamlGoldenTest {

  static List<Path> cases() {
    return Goldens.at("yaml").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsEachProblemWithItsPlace(Path directory) {
    Parsed<IstioResource> parsed = read(directory);
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.values().forEach(r -> problems.addAll(ResourceReader.read(r).problems()));
    Goldens.assertMatches(
        directory.resolve("problems.txt"),
        problems.stream().map(IstioYamlGoldenTest::line).collect(joining()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatItRead(Path directory) {
    Goldens.assertMatches(
        directory.resolve("resources.yaml"),
        read(directory).values().stream().map(IstioYaml::write).collect(joining("---\n")));
  }

  private static Parsed<IstioResource> read(Path directory) {
    return IstioYaml.read("input.yaml", Goldens.read(directory.resolve("input.yaml")));
  }

  private static String line(Problem problem) {
    return problem.severity() + " " + problem + "\n";
  }
}

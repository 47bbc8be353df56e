package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayApiGoldenTest {

  static List<Path> cases() {
    return Goldens.at("gatewayapi").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysTheGatewayApiInIstiosLanguage(Path directory) {
    GatewayApi api = read(directory);
    String resources =
        api.update().changed().stream()
            .sorted(Comparator.comparing(IstioResource::title))
            .map(IstioYaml::write)
            .collect(Collectors.joining("---\n"));
    String problems =
        api.problems().stream().map(problem -> "# " + problem + "\n").collect(Collectors.joining());
    Goldens.assertMatches(directory.resolve("derived.yaml"), problems + resources);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsEachResourceHowItStands(Path directory) {
    GatewayApi api = read(directory);
    api.update();
    Goldens.assertMatches(
        directory.resolve("status.txt"),
        api.told().values().stream().map(ToldText::of).collect(Collectors.joining()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesNothingThatOurReaderRefuses(Path directory) {
    List<IstioResource> resources = read(directory).update().changed();
    List<Problem> problems =
        resources.stream()
            .map(ResourceReader::read)
            .flatMap(parsed -> parsed.problems().stream())
            .filter(Problem::isError)
            .toList();
    assertThat(problems).isEmpty();
    assertThat(resources).extracting(IstioResource::title).doesNotHaveDuplicates();
  }

  private static GatewayApi read(Path directory) {
    return GatewayManifests.of(
        GatewayManifests.read(Goldens.read(directory.resolve("input.yaml"))));
  }
}

package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
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
    Derived derived =
        new GatewayApi("cluster.local")
            .derive(GatewayManifests.read(Goldens.read(directory.resolve("input.yaml"))));
    String resources =
        derived.resources().stream().map(IstioYaml::write).collect(Collectors.joining("---\n"));
    String problems =
        derived.problems().stream()
            .map(problem -> "# " + problem + "\n")
            .collect(Collectors.joining());
    Goldens.assertMatches(directory.resolve("derived.yaml"), problems + resources);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesNothingThatOurReaderRefuses(Path directory) {
    Derived derived =
        new GatewayApi("cluster.local")
            .derive(GatewayManifests.read(Goldens.read(directory.resolve("input.yaml"))));
    List<Problem> problems =
        derived.resources().stream()
            .map(ResourceReader::read)
            .flatMap(parsed -> parsed.problems().stream())
            .filter(Problem::isError)
            .toList();
    assertThat(problems).isEmpty();
    assertThat(derived.resources()).extracting(IstioResource::title).doesNotHaveDuplicates();
  }
}

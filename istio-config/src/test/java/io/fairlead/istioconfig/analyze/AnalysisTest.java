package io.fairlead.istioconfig.analyze;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisTest {

  static List<Path> cases() {
    return Goldens.at("analyze").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsWhatConflictsWithWhat(Path directory) {
    Goldens.assertMatches(
        directory.resolve("conflicts.txt"),
        found(Goldens.read(directory.resolve("input.yaml"))).stream()
            .map(problem -> problem.severity() + " " + problem.code() + " " + problem + "\n")
            .collect(joining()));
  }

  @Test
  void whatNobodySeesTogetherDoesNotConflict() {
    assertThat(
            found(
                service("a", "one", "exportTo: [.]")
                    + "---\n"
                    + service("b", "two", "exportTo: [.]")))
        .isEmpty();
    assertThat(
            found(
                service("a", "one", "exportTo: [b]")
                    + "---\n"
                    + service("b", "two", "exportTo: [.]")))
        .hasSize(1);
  }

  @Test
  void ofTwoMeshConfigsOneHasNoEffect() {
    String bare = "connectTimeout: 3s\n";
    String named =
        "apiVersion: core/v1alpha1\nkind: MeshConfig\nmetadata: {name: mesh, namespace: %s}\n";

    assertThat(found(bare)).isEmpty();
    assertThat(found(bare + "---\n" + named.formatted("istio-system")))
        .singleElement()
        .satisfies(
            hidden -> {
              assertThat(hidden.resource()).isEqualTo("MeshConfig istio-system/mesh");
              assertThat(hidden.message()).contains("beside MeshConfig default/mesh");
            });
    assertThat(found(bare + "---\n" + named.formatted("admin")))
        .extracting(Problem::resource)
        .containsExactly("MeshConfig default/mesh");
  }

  @Test
  void nothingIsFoundInNothing() {
    assertThat(Analysis.of(List.of())).isEmpty();
  }

  private static List<Problem> found(String text) {
    Parsed<?> parsed = IstioYaml.read("input.yaml", text);
    assertThat(parsed.problems()).isEmpty();
    return Analysis.of(IstioYaml.read("input.yaml", text).values());
  }

  private static String service(String namespace, String name, String more) {
    return String.join(
        "\n",
        Arrays.asList(
            "apiVersion: networking.istio.io/v1",
            "kind: ServiceEntry",
            "metadata: {name: " + name + ", namespace: " + namespace + "}",
            "spec:",
            "  hosts: [web.mesh]",
            "  ports: [{number: 80, name: http, protocol: HTTP}]",
            more.isEmpty() ? "" : "  " + more,
            ""));
  }
}

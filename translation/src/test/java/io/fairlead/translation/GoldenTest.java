package io.fairlead.translation;

import io.fairlead.model.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract: for each case, exactly these resources. */
class GoldenTest {

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersWhatTheGoldensSay(GoldenCase golden) {
    XdsResources resources = golden.translate();

    golden.assertMatches("clusters.yaml", GoldenYaml.render(Decoded.clusters(resources)));
    golden.assertMatches("endpoints.yaml", GoldenYaml.render(Decoded.endpoints(resources)));
    golden.assertMatches("listeners.yaml", GoldenYaml.render(Decoded.listeners(resources)));
    golden.assertMatches("routes.yaml", GoldenYaml.render(Decoded.routes(resources)));
    golden.assertMatches("nametable.yaml", GoldenYaml.render(Decoded.nameTable(resources)));
    golden.assertMatches(
        "problems.yaml",
        GoldenYaml.dump(resources.problems().stream().map(Problem::toString).toList()));
  }

  /** The bytes themselves: no order of a map, no time and no machine may show in them. */
  @ParameterizedTest
  @MethodSource("cases")
  void versionsAreEqualInEveryRun(GoldenCase golden) {
    golden.assertMatches("versions.yaml", GoldenYaml.dump(Decoded.versions(golden.translate())));
  }
}

package io.fairlead.istioconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.analyze.Analysis;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.ResourceName;
import io.fairlead.testing.Fuzz;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** No text breaks the way from a file to the model. */
class ReaderFuzzTest {

  private static final int COUNT = 3_000;

  private static final List<String> WRITTEN =
      Goldens.at("yaml").cases().stream().map(ReaderFuzzTest::input).toList();

  private static String input(Path directory) {
    return Goldens.read(directory.resolve("input.yaml"));
  }

  @Test
  void whateverIsReadGivesValuesOrProblems() {
    Fuzz.check(
        COUNT,
        (random, seed) -> {
          String text = new Mutation(random).of(text(random), text(random));
          Parsed<IstioResource> parsed = IstioYaml.read("fuzz", text);
          parsed.values().forEach(ReaderFuzzTest::checkOne);
          Analysis.of(parsed.values());
        });
  }

  private static void checkOne(IstioResource resource) {
    Parsed<Declaration> read = ResourceReader.read(resource);
    assertThat(read.values().isEmpty()).isEqualTo(read.hasErrors());
    Parsed<IstioResource> again = IstioYaml.read("again", IstioYaml.write(resource));
    assertThat(again.problems()).isEmpty();
    assertThat(again.values().getFirst().spec()).isEqualTo(resource.spec());
  }

  private static String text(RandomGenerator random) {
    if (random.nextInt(3) > 0) {
      return WRITTEN.get(random.nextInt(WRITTEN.size()));
    }
    Kind kind = Kinds.all().get(random.nextInt(Kinds.all().size()));
    return IstioYaml.write(
        new IstioResource(
            kind,
            new ResourceName("demo", "a"),
            Metadata.NONE,
            new RandomMessages(random).like(kind.prototype())));
  }
}

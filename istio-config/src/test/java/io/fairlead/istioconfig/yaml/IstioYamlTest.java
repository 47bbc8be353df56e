package io.fairlead.istioconfig.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.model.Problem;
import io.fairlead.model.SourceLocation;
import io.fairlead.testing.Cases;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IstioYamlTest {

  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata: {name: %s}
      spec: {address: 10.0.0.1}
      """;

  @Test
  void aMissingNamespaceIsTheDefaultOne() {
    assertThat(read(ENTRY.formatted("a")).values().getFirst().name()).hasToString("default/a");
  }

  @Test
  void anEmptyTextHasNoResourceAndNoProblem() {
    assertThat(read("")).isEqualTo(read("# nothing\n---\n---\n"));
    assertThat(read("").problems()).isEmpty();
  }

  @Test
  void aResourceKnowsWhereItAndItsFieldsStand() {
    IstioResource resource = read("# one\n" + ENTRY.formatted("a")).values().getFirst();
    assertThat(resource.metadata().location()).isEqualTo(new SourceLocation("f.yaml", 2, 1));
    assertThat(resource.metadata().locationOf("spec.address"))
        .isEqualTo(new SourceLocation("f.yaml", 5, 17));
    assertThat(resource.metadata().locationOf("spec.ports[http]"))
        .as("what is not written stands where its parent does")
        .isEqualTo(new SourceLocation("f.yaml", 5, 7));
  }

  @Test
  void movingAResourceDoesNotChangeItsPlacesForEquality() {
    IstioResource one = read(ENTRY.formatted("a")).values().getFirst();
    IstioResource two = read("\n\n" + ENTRY.formatted("a")).values().getFirst();
    assertThat(one.metadata().places()).isEqualTo(two.metadata().places());
  }

  @Test
  void whatComesBeforeABreakIsStillRead() {
    Parsed<IstioResource> parsed = read(ENTRY.formatted("a") + "---\nkind: [\n");
    assertThat(parsed.values()).hasSize(1);
    assertThat(parsed.hasErrors()).isTrue();
  }

  @Test
  void oneBadDocumentDoesNotHideTheOthers() {
    Parsed<IstioResource> parsed =
        read(ENTRY.formatted("a") + "---\nkind: X\n---\n" + ENTRY.formatted("b"));
    assertThat(parsed.values()).extracting(r -> r.name().name()).containsExactly("a", "b");
  }

  @Test
  void aTextBeyondThreeMebibytesIsOneProblem() {
    assertThat(read("#".repeat(3 * 1024 * 1024 + 1)).problems())
        .singleElement()
        .asString()
        .contains("3 MiB are allowed");
  }

  @Test
  void aLineThatWouldCostTimeOutOfProportionIsOneProblemWithItsPlace() {
    assertThat(read("kind: List\nitems: [" + "a, ".repeat(100_000) + "]\n").problems())
        .singleElement()
        .asString()
        .contains(":2:1: ")
        .contains("256 KiB");
  }

  @Test
  void moreThanTenThousandResourcesAreOneProblem() {
    String item = "- {kind: WorkloadEntry}\n";
    Parsed<IstioResource> list = read("kind: List\nitems:\n" + item.repeat(10_002));
    assertThat(list.problems()).hasSizeLessThan(Findings.MAX_PROBLEMS + 2);
    String documents = "---\n".repeat(10_002);
    assertThat(read(documents).problems())
        .singleElement()
        .asString()
        .contains("more than 10000 documents");
  }

  @Test
  void tenThousandResourcesAreRead() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append(ENTRY.formatted("e" + i)).append("---\n");
    }
    Parsed<IstioResource> parsed = read(text.substring(0, text.length() - 4));
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.values()).hasSize(10_000);
  }

  @Test
  void problemsBeyondTheBoundAreCounted() {
    StringBuilder text = new StringBuilder("apiVersion: networking.istio.io/v1\n");
    for (int i = 0; i < 300; i++) {
      text.append("unknown").append(i).append(": 1\n");
    }
    assertThat(read(text.toString()).problems())
        .hasSize(Findings.MAX_PROBLEMS + 1)
        .first()
        .asString()
        .contains("only 200 problems are shown, and there are 102 more");
  }

  @Test
  void aCharacterThatYamlForbidsHasAPlace() {
    Problem problem = read("kind: a\nname: \u0007b\n").problems().getFirst();
    assertThat(problem.location()).isEqualTo(new SourceLocation("f.yaml", 2, 7));
    assertThat(problem.message()).contains("U+0007");
  }

  @Test
  void aNameThatEndsLikeAnIndexIsAnUnknownField() {
    String text =
        ENTRY.formatted("a").replace("{address: 10.0.0.1}", "{\"ports]\": 1, address: 10.0}");
    assertThat(read(text).problems())
        .extracting(Problem::field)
        .containsExactly("spec.ports]", "spec.address");
  }

  @Test
  void foreignTextCannotMoveTheCursorOfATerminal() {
    Parsed<IstioResource> parsed = read("\"\\e[31mred\\n\": 1\nkind: \"\\e[2J\"\n");
    assertThat(parsed.problems()).isNotEmpty();
    assertThat(parsed.problems())
        .allSatisfy(p -> assertThat(p.toString()).doesNotContain("\u001b").doesNotContain("\n"));
  }

  @Test
  void noMutilatedTextMakesItThrow() {
    String good = ENTRY.formatted("a") + "---\n" + ENTRY.formatted("b");
    Cases.check(
        Integer.getInteger("fuzz.count", 3_000),
        (random, seed) -> {
          Parsed<IstioResource> parsed = read(mutilated(good, random));
          assertThat(parsed.problems()).isNotNull();
        });
  }

  private static String mutilated(String text, RandomGenerator random) {
    String marks = "\t\n :,-[]{}&*!|>'\"%@`#?~<\u0000\u0007\u0085\ud800\ufeff0x9.eE+tn\\";
    StringBuilder mutilated = new StringBuilder(text);
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutilated.length());
      char mark = marks.charAt(random.nextInt(marks.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutilated.deleteCharAt(at);
        case 1 -> mutilated.insert(at, mark);
        case 2 -> mutilated.setCharAt(at, mark);
        default -> mutilated.insert(at, mutilated.substring(0, random.nextInt(mutilated.length())));
      }
    }
    return mutilated.toString();
  }

  private static Parsed<IstioResource> read(String text) {
    return IstioYaml.read("f.yaml", text);
  }
}

package io.fairlead.istioconfig.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.fields.FieldRow.Status;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.testing.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The page of all fields and the readers say the same. With {@code -Dgolden.update=true} a field
 * that has no row gets one.
 */
class TrafficFieldsTest {

  private static final Path CASES = Path.of("../translation/src/test/resources/golden");

  @Test
  void everyFieldHasARowInItsPlace() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (Kind kind : Kinds.all()) {
      fields.put(kind.name(), List.copyOf(FieldPaths.of(kind.prototype()).keySet()));
    }
    Goldens.assertMatches(FieldsPage.FILE, FieldsPage.read().completed(fields));
  }

  @Test
  void everyKindHasASection() {
    assertThat(FieldsPage.read().kinds())
        .containsExactlyElementsOf(Kinds.all().stream().map(Kind::name).toList());
  }

  @Test
  void everyRowIsAboutAField() {
    FieldsPage page = FieldsPage.read();
    List<String> stray = new ArrayList<>();
    for (Kind kind : Kinds.all()) {
      Map<String, Message> fields = FieldPaths.of(kind.prototype());
      for (FieldRow row : page.rows(kind.name())) {
        if (fields.keySet().stream().noneMatch(row::covers)) {
          stray.add(kind.name() + ": " + row.path());
        }
      }
    }
    assertThat(stray).isEmpty();
  }

  @Test
  void readersDoWhatTheRowsSay() {
    FieldsPage page = FieldsPage.read();
    List<String> contradictions = new ArrayList<>();
    for (Kind kind : Kinds.all()) {
      FieldPaths.of(kind.prototype())
          .forEach(
              (path, spec) -> {
                Status told = told(page, kind.name(), path);
                Status found = found(kind, path, spec);
                if (told != found) {
                  contradictions.add(
                      kind.name() + " " + path + ": page " + told + ", reader " + found);
                }
              });
    }
    assertThat(contradictions).isEmpty();
  }

  /** There every field has a reason of its own. */
  @Test
  void theRowsOfMeshConfigSayWhatItsReaderSays() {
    Kind kind = Kinds.named("MeshConfig").orElseThrow();
    FieldsPage page = FieldsPage.read();
    List<String> contradictions = new ArrayList<>();
    FieldPaths.of(kind.prototype())
        .forEach(
            (path, spec) -> {
              FieldRow row = page.row(kind.name(), path).orElse(FieldRow.refused(path));
              if (row.status() != Status.YES) {
                List<String> told = problems(kind, spec).stream().map(Problem::message).toList();
                if (!told.equals(List.of(row.effect()))) {
                  contradictions.add(path + ": page '" + row.effect() + "', reader " + told);
                }
              }
            });
    assertThat(contradictions).isEmpty();
  }

  @Test
  void everyTranslatedFieldNamesAGolden() {
    List<String> missing = new ArrayList<>();
    FieldsPage page = FieldsPage.read();
    for (String kind : page.kinds()) {
      for (FieldRow row : page.rows(kind)) {
        if (row.status() == Status.YES && row.goldens().isEmpty()) {
          missing.add(kind + " " + row.path() + " has no golden");
        }
        row.goldens().stream()
            .filter(golden -> !Files.isDirectory(CASES.resolve(golden)))
            .forEach(golden -> missing.add(kind + " " + row.path() + ": no case " + golden));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Status told(FieldsPage page, String kind, String path) {
    String at = path;
    FieldRow row = page.row(kind, at).orElse(FieldRow.refused(at));
    while (row.status() == Status.SAME) {
      at = row.counterpart(at);
      row = page.row(kind, at).orElse(FieldRow.refused(at));
    }
    return row.status();
  }

  private static List<Problem> problems(Kind kind, Message spec) {
    return ResourceReader.read(
            new IstioResource(kind, new ResourceName("demo", "a"), Metadata.NONE, spec))
        .problems();
  }

  private static Status found(Kind kind, String path, Message spec) {
    List<Problem> about =
        problems(kind, spec).stream().filter(problem -> isAbout(problem, "spec." + path)).toList();
    if (about.stream().anyMatch(TrafficFieldsTest::isRefusal)) {
      return Status.REFUSED;
    }
    return about.stream().anyMatch(TrafficFieldsTest::isWithoutEffect) ? Status.WARNED : Status.YES;
  }

  /** Always, and not only beside a certain value of another field. */
  private static boolean isWithoutEffect(Problem problem) {
    return !problem.isError() && problem.message().contains("no effect");
  }

  private static boolean isRefusal(Problem problem) {
    return problem.is(ProblemCode.NOT_TRANSLATED) || problem.is(ProblemCode.KIND_NOT_TRANSLATED);
  }

  /** About the field itself, or about something around it or in it. */
  private static boolean isAbout(Problem problem, String path) {
    String field = problem.field().replaceAll("\\[[^]]*]", "");
    return problem.is(ProblemCode.KIND_NOT_TRANSLATED)
        || field.equals(path)
        || path.startsWith(field + ".");
  }
}

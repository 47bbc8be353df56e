package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems of one text; those beyond a bound are counted, and the count is told. */
final class Findings {

  static final int MAX_PROBLEMS = 200;
  private static final int MAX_MESSAGE = 600;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private int leftOff;

  Findings(String file) {
    this.file = file;
  }

  /** About the text as a whole, or about a part of it that is no resource yet. */
  void error(ProblemCode code, SourceLocation location, String sentence) {
    error(code, "", "", location, sentence);
  }

  void error(
      ProblemCode code, String resource, String path, SourceLocation location, String sentence) {
    add(
        Problem.error(
            code,
            Excerpt.clean(resource, MAX_MESSAGE),
            Excerpt.clean(path, MAX_MESSAGE),
            location,
            Excerpt.clean(sentence, MAX_MESSAGE)));
  }

  void add(Problem problem) {
    if (problems.size() == MAX_PROBLEMS) {
      leftOff++;
    } else {
      problems.add(problem);
    }
  }

  SourceLocation at(Node node) {
    return at(node.getStartMark());
  }

  SourceLocation at(Optional<Mark> mark) {
    return mark.map(m -> at(m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> SourceLocation.ofFile(file));
  }

  SourceLocation at(int line, int column) {
    return new SourceLocation(file, line, column);
  }

  SourceLocation wholeFile() {
    return SourceLocation.ofFile(file);
  }

  List<Problem> all() {
    if (leftOff == 0) {
      return problems;
    }
    List<Problem> all = new ArrayList<>(problems);
    String sentence =
        "only " + MAX_PROBLEMS + " problems are shown, and there are " + leftOff + " more";
    all.add(Problem.error(ProblemCode.TOO_LARGE, "", "", wholeFile(), sentence));
    return all;
  }
}

package io.fairlead.istioconfig.mcp;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** The problems of one resource that a peer sent. */
final class McpFindings {

  private static final int MAX_TITLE = 300;

  private final SourceLocation source;
  private final List<Problem> problems = new ArrayList<>();
  private String title;

  McpFindings(String source, String type) {
    this.source = SourceLocation.ofFile(source);
    this.title = Excerpt.clean(type, MAX_TITLE);
  }

  /** From now on, problems are those of the resource of this name. */
  void name(String kind, String name) {
    title = name.isEmpty() ? kind : kind + " " + Excerpt.clean(name, MAX_TITLE);
  }

  void error(ProblemCode code, String path, String sentence) {
    problems.add(Problem.error(code, title, Excerpt.clean(path, MAX_TITLE), source, sentence));
  }

  void warning(String path, String sentence) {
    problems.add(Problem.warning(title, Excerpt.clean(path, MAX_TITLE), source, sentence));
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  SourceLocation source() {
    return source;
  }

  List<Problem> all() {
    return problems;
  }
}

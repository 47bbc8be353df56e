package io.fairlead.cli.output;

import io.fairlead.cli.input.FileCheck;
import io.fairlead.model.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in files: for people with the lines that it is about, and for programs. */
public record ProblemReport(List<FileCheck> files, List<Problem> problems) {

  public ProblemReport {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  public long errors() {
    return problems.stream().filter(Problem::isError).count();
  }

  public long warnings() {
    return problems.size() - errors();
  }

  /**
   * @param good what to say of the resources where there is no error
   */
  public String text(String good, Paint paint) {
    Map<String, List<String>> lines = new HashMap<>();
    files.forEach(check -> lines.put(check.file().name(), check.file().lines()));
    StringBuilder out = new StringBuilder();
    for (Problem problem : problems) {
      List<String> around = lines.getOrDefault(problem.location().file(), List.of());
      out.append(ProblemText.of(problem, around, paint));
    }
    String named = count(files.size(), "file");
    String others = warnings() == 0 ? "" : ", " + count(warnings(), "warning");
    return out.append(
            errors() == 0
                ? count(resources(), "resource") + " in " + named + ": " + good + others
                : named + ": " + count(errors(), "error") + others)
        .append('\n')
        .toString();
  }

  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("valid", errors() == 0);
    tree.put("files", files.size());
    tree.put("resources", resources());
    tree.put("problems", problems.stream().map(ProblemText::tree).toList());
    return tree;
  }

  private long resources() {
    return files.stream().mapToLong(check -> check.resources().size()).sum();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

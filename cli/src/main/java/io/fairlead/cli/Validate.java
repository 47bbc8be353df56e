package io.fairlead.cli;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.input.FileCheck;
import io.fairlead.cli.input.FilesOption;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.ProblemText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks files without asking anybody. */
@Command(
    name = "validate",
    description = "Checks files and shows each problem with its line. Asks no control plane.")
final class Validate implements Callable<Integer> {

  private final Console console;
  @Mixin private FilesOption files = new FilesOption();
  @Mixin private FormatOption format = new FormatOption();

  Validate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<FileCheck> checks = files.read(console.in()).stream().map(FileCheck::of).toList();
    long errors = checks.stream().mapToLong(FileCheck::errors).sum();
    format.print(console, text(checks, errors), tree(checks, errors));
    return errors == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String text(List<FileCheck> checks, long errors) {
    StringBuilder out = new StringBuilder();
    for (FileCheck check : checks) {
      List<String> lines = check.file().lines();
      check.problems().forEach(problem -> out.append(ProblemText.of(problem, lines)));
    }
    long warnings = checks.stream().mapToLong(c -> c.problems().size()).sum() - errors;
    String files = count(checks.size(), "file");
    String others = warnings == 0 ? "" : ", " + count(warnings, "warning");
    return out.append(
            errors == 0
                ? count(resources(checks), "resource") + " in " + files + ": valid" + others
                : files + ": " + count(errors, "error") + others)
        .append('\n')
        .toString();
  }

  private static Map<String, Object> tree(List<FileCheck> checks, long errors) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("valid", errors == 0);
    tree.put("files", checks.size());
    tree.put("resources", resources(checks));
    tree.put(
        "problems",
        checks.stream().flatMap(c -> c.problems().stream()).map(ProblemText::tree).toList());
    return tree;
  }

  private static long resources(List<FileCheck> checks) {
    return checks.stream().mapToLong(check -> check.resources().size()).sum();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

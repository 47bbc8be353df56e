package io.fairlead.cli;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.input.FileCheck;
import io.fairlead.cli.input.FilesOption;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.ProblemReport;
import io.fairlead.istioconfig.analyze.Analysis;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what in a set of files stands in each other's way. */
@Command(
    name = "analyze",
    description = {
      "Reads files as one configuration and shows what conflicts with what: hosts and routes that are"
          + " declared twice, rules that another one hides, names that nothing has. Shows the"
          + " problems of 'validate' too. Asks no control plane."
    })
final class Analyze implements Callable<Integer> {

  /** From when on the command fails. */
  enum Threshold {
    ERROR,
    WARNING
  }

  private final Console console;
  @Mixin private FilesOption files = new FilesOption();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description = "Exit with 1 from this severity on: error or warning (default: error).")
  private Threshold threshold = Threshold.ERROR;

  Analyze(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<FileCheck> checks = files.read(console.in()).stream().map(FileCheck::of).toList();
    List<Problem> problems = new ArrayList<>();
    checks.forEach(check -> problems.addAll(check.problems()));
    problems.addAll(
        Analysis.of(checks.stream().flatMap(check -> check.resources().stream()).toList()));
    ProblemReport report = new ProblemReport(checks, problems);
    format.print(console, report.text("no errors", console.paint()), report.tree());
    boolean isFailed =
        switch (threshold) {
          case ERROR -> report.errors() > 0;
          case WARNING -> !report.problems().isEmpty();
        };
    return isFailed ? ExitCode.FAILED : ExitCode.OK;
  }
}

package io.fairlead.cli;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.input.FileCheck;
import io.fairlead.cli.input.FilesOption;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.ProblemReport;
import io.fairlead.model.Problem;
import java.util.List;
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
    List<Problem> problems = checks.stream().flatMap(c -> c.problems().stream()).toList();
    ProblemReport report = new ProblemReport(checks, problems);
    format.print(console, report.text("valid", console.paint()), report.tree());
    return report.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}

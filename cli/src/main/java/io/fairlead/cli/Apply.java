package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.fairlead.api.fairlead.v1.Applied;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.cli.admin.AdminProblems;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.input.FileCheck;
import io.fairlead.cli.input.FilesOption;
import io.fairlead.cli.input.KindNames;
import io.fairlead.cli.input.ResourceFile;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.ProblemText;
import io.fairlead.model.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives resources to the control plane. */
@Command(
    name = "apply",
    description = {
      "Creates or changes the resources of files. Every file is checked first, as 'validate' does:"
          + " where one has an error, nothing is sent. The resources of one file are taken together"
          + " or not at all."
    })
final class Apply implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FilesOption files = new FilesOption();

  Apply(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<ResourceFile> given = files.read(console.in());
    List<FileCheck> checks = given.stream().map(FileCheck::of).toList();
    if (checks.stream().anyMatch(check -> check.errors() > 0)) {
      checks.forEach(check -> tell(check.file(), check.problems()));
      throw Failure.failed("nothing was applied: mend the errors above and try again");
    }
    return socket.socket().ask(admin -> apply(admin, given));
  }

  private int apply(AdminServiceBlockingStub admin, List<ResourceFile> given) {
    for (ResourceFile file : given) {
      ApplyRequest request =
          ApplyRequest.newBuilder().setYaml(file.text()).setSource(file.name()).build();
      ApplyResponse response = admin.apply(request);
      List<Problem> problems = AdminProblems.from(response.getProblemsList());
      tell(file, problems);
      response.getAppliedList().forEach(applied -> console.out().println(line(applied)));
      if (problems.stream().anyMatch(Problem::isError)) {
        throw Failure.failed("nothing of " + file.name() + " was applied: mend the errors above");
      }
    }
    return ExitCode.OK;
  }

  private void tell(ResourceFile file, List<Problem> problems) {
    problems.forEach(problem -> console.err().print(ProblemText.of(problem, file.lines())));
  }

  private static String line(Applied applied) {
    String change =
        switch (applied.getChange()) {
          case CHANGE_CREATED -> "created";
          case CHANGE_CONFIGURED -> "configured";
          case CHANGE_UNCHANGED -> "unchanged";
          case CHANGE_UNSPECIFIED, UNRECOGNIZED -> "applied";
        };
    return KindNames.qualified(applied.getKind()) + "/" + applied.getName() + " " + change;
  }
}

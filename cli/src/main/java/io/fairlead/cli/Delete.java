package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.input.FileCheck;
import io.fairlead.cli.input.FilesOption;
import io.fairlead.cli.input.KindNames;
import io.fairlead.cli.input.ResourceFile;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.ProblemText;
import io.fairlead.istioconfig.IstioResource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes resources away that were applied. */
@Command(
    name = "delete",
    description = "Deletes resources that were applied: one by kind and name, or those of files.")
final class Delete implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FilesOption files = new FilesOption();

  @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", defaultValue = "")
  private String kind = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", defaultValue = "")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "",
      description = "The namespace of the named resource (default: default).")
  private String namespace = "";

  @Option(
      names = "--ignore-not-found",
      description = "Ends with 0 where a resource does not exist.")
  private boolean isMissingFine;

  Delete(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean isNamed = !kind.isEmpty() && !name.isEmpty();
    if (files.isGiven() == isNamed || (files.isGiven() && !kind.isEmpty())) {
      throw Failure.usage("name a kind and a name, or files with -f");
    }
    if (files.isGiven() && !namespace.isEmpty()) {
      throw Failure.usage("files name their namespaces themselves: leave --namespace out");
    }
    List<DeleteRequest> requests = isNamed ? List.of(named()) : ofFiles();
    return socket.socket().ask(admin -> delete(admin, requests));
  }

  private DeleteRequest named() {
    return DeleteRequest.newBuilder()
        .setKind(KindNames.parse(kind).name())
        .setNamespace(namespace.isEmpty() ? "default" : namespace)
        .setName(name)
        .build();
  }

  private List<DeleteRequest> ofFiles() {
    List<DeleteRequest> requests = new ArrayList<>();
    boolean hasErrors = false;
    for (ResourceFile file : files.read(console.in())) {
      FileCheck check = FileCheck.of(file);
      if (check.errors() > 0) {
        hasErrors = true;
        check.problems().forEach(p -> console.err().print(ProblemText.of(p, file.lines())));
      }
      check.resources().forEach(resource -> requests.add(request(resource)));
    }
    if (hasErrors) {
      throw Failure.failed("nothing was deleted: mend the errors above, or delete by name");
    }
    return requests;
  }

  private static DeleteRequest request(IstioResource resource) {
    return DeleteRequest.newBuilder()
        .setKind(resource.kind().name())
        .setNamespace(resource.name().namespace())
        .setName(resource.name().name())
        .build();
  }

  private int delete(AdminServiceBlockingStub admin, List<DeleteRequest> requests) {
    int exitCode = ExitCode.OK;
    for (DeleteRequest request : requests) {
      String title = KindNames.qualified(request.getKind()) + "/" + request.getName();
      if (admin.delete(request).getExisted()) {
        console.out().println(title + " deleted");
      } else if (!isMissingFine) {
        console.err().println(title + " not found in namespace " + request.getNamespace());
        exitCode = ExitCode.FAILED;
      }
    }
    return exitCode;
  }
}

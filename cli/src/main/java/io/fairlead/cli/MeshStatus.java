package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.MeshStatusRequest;
import io.fairlead.api.fairlead.v1.MeshStatusResponse;
import io.fairlead.api.fairlead.v1.SourceStatus;
import io.fairlead.cli.admin.AdminProblems;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.ProblemText;
import io.fairlead.cli.output.Table;
import io.fairlead.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the control plane does: its sources, and what is wrong with what they say. */
@Command(
    name = "status",
    description = {
      "Shows whether the control plane is ready, its sources, the problems in what they say, and what proxies cannot be given of it.",
      "Ends with 1 where it is not ready, a source fails or there is an error."
    })
final class MeshStatus implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FormatOption format = new FormatOption();

  MeshStatus(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MeshStatusResponse status =
        socket.socket().ask(admin -> admin.meshStatus(MeshStatusRequest.getDefaultInstance()));
    List<Problem> problems = AdminProblems.from(status.getProblemsList());
    List<Problem> unserved = AdminProblems.from(status.getTranslationProblemsList());
    format.print(console, text(status, problems, unserved), tree(status, problems, unserved));
    boolean isGood =
        status.getReady()
            && status.getSourcesList().stream().allMatch(source -> source.getError().isEmpty())
            && problems.stream().noneMatch(Problem::isError)
            && unserved.stream().noneMatch(Problem::isError);
    return isGood ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String text(
      MeshStatusResponse status, List<Problem> problems, List<Problem> unserved) {
    Table table = Table.of("SOURCE", "CONNECTED", "SYNCED", "RESOURCES", "ERROR");
    for (SourceStatus source : status.getSourcesList()) {
      table.row(
          source.getName(),
          source.getConnected() ? "yes" : "no",
          source.getSynced() ? "yes" : "no",
          String.valueOf(source.getResources()),
          source.getError());
    }
    StringBuilder out = new StringBuilder();
    out.append("The control plane is ").append(status.getReady() ? "ready" : "not ready");
    out.append(
        ": %d services, %d workloads.\n".formatted(status.getServices(), status.getWorkloads()));
    out.append('\n').append(table);
    if (!problems.isEmpty()) {
      out.append("\nProblems, where the last good state stays in use:\n");
      problems.forEach(problem -> out.append(ProblemText.of(problem, List.of())));
    }
    if (!unserved.isEmpty()) {
      out.append("\nNot given to the connected proxies as it is written:\n");
      unserved.forEach(problem -> out.append(ProblemText.of(problem, List.of())));
    }
    return out.toString();
  }

  private static Map<String, Object> tree(
      MeshStatusResponse status, List<Problem> problems, List<Problem> unserved) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ready", status.getReady());
    tree.put("services", status.getServices());
    tree.put("workloads", status.getWorkloads());
    tree.put("sources", status.getSourcesList().stream().map(MeshStatus::tree).toList());
    tree.put("problems", problems.stream().map(ProblemText::tree).toList());
    tree.put("translationProblems", unserved.stream().map(ProblemText::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(SourceStatus source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", source.getName());
    tree.put("connected", source.getConnected());
    tree.put("synced", source.getSynced());
    tree.put("resources", source.getResources());
    tree.put("error", source.getError());
    return tree;
  }
}

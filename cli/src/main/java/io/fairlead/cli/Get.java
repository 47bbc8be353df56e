package io.fairlead.cli;

import io.fairlead.api.fairlead.v1.GetRequest;
import io.fairlead.api.fairlead.v1.Item;
import io.fairlead.cli.admin.SocketOption;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.input.KindNames;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import io.fairlead.cli.output.Table;
import io.fairlead.cli.output.Yaml;
import io.fairlead.istioconfig.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the resources that the mesh works with, and where each comes from. */
@Command(name = "get", description = "Shows the resources of the mesh, wherever they come from.")
final class Get implements Callable<Integer> {

  private final Console console;
  @Mixin private SocketOption socket = new SocketOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      defaultValue = "",
      description = "A kind such as serviceentry, se or ServiceEntry (default: every kind).")
  private String kind = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The name of a resource (default: every name).")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "",
      description = "The namespace to look into (default: every namespace).")
  private String namespace = "";

  Get(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    GetRequest request =
        GetRequest.newBuilder()
            .setKind(kind.isEmpty() ? "" : KindNames.parse(kind).name())
            .setName(name)
            .setNamespace(namespace)
            .build();
    List<Item> items = socket.socket().ask(admin -> admin.get(request)).getItemsList();
    if (items.isEmpty() && !name.isEmpty()) {
      String where = namespace.isEmpty() ? "any namespace" : "namespace " + namespace;
      throw Failure.failed(
          "there is no " + request.getKind() + " " + Excerpt.of(name) + " in " + where);
    }
    format.print(console, table(items), tree(items));
    return ExitCode.OK;
  }

  private static String table(List<Item> items) {
    Table table = Table.of("NAMESPACE", "KIND", "NAME", "SOURCE");
    for (Item item : items) {
      table.row(item.getNamespace(), item.getKind(), item.getName(), item.getSource());
    }
    return items.isEmpty() ? "No resources.\n" : table.toString();
  }

  /** As kubectl prints it, so that it can be applied again: one by name alone, others as a list. */
  private Map<String, ?> tree(List<Item> items) {
    if (!name.isEmpty() && items.size() == 1) {
      return Yaml.parse(items.getFirst().getYaml());
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("apiVersion", "v1");
    list.put("kind", "List");
    list.put("items", items.stream().map(item -> Yaml.parse(item.getYaml())).toList());
    return list;
  }
}
